-- KEYS[1]: a hash of device id -> thirteen digits of device time, then payload.
-- ARGV: the latest time that is not in the future, then id and value of each record.
-- Answers one letter per record: N newer (stored), O older, D duplicate, F future.
local limit = ARGV[1]
local ids = {}
for i = 2, #ARGV, 2 do
    ids[#ids + 1] = ARGV[i]
end
local stored = redis.call('HMGET', KEYS[1], unpack(ids))
local newest = {}
local outcomes = {}
for i = 1, #ids do
    local id = ids[i]
    local value = ARGV[2 * i + 1]
    local time = string.sub(value, 1, 13)
    local latest = newest[id] or stored[i]
    local latestTime = latest and string.sub(latest, 1, 13)
    if time > limit then
        outcomes[i] = 'F'
    elseif not latestTime or latestTime > limit or time > latestTime then
        newest[id] = value
        outcomes[i] = 'N'
    elseif time == latestTime then
        outcomes[i] = 'D'
    else
        outcomes[i] = 'O'
    end
end
local writes = {}
for id, value in pairs(newest) do
    writes[#writes + 1] = id
    writes[#writes + 1] = value
end
if #writes > 0 then
    redis.call('HSET', KEYS[1], unpack(writes))
end
return table.concat(outcomes)
