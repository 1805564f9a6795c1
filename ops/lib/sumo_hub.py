"""A whole hub drives SUMO's junctions: draws a scenario as a map and a survey, starts a hub with data of its own and the SUMO street
against it, puts every junction under adaptive control as an engineer does, and judges the delay beside SUMO's actuated signals.

Called by ops/bench/signals-hub-adaptive.sh. What it starts it ends."""
import argparse, json, os, secrets, shutil, signal, socket, subprocess, sys, tempfile, time, urllib.error, urllib.request

READY_SECONDS, ONLINE_SECONDS, END_SECONDS = 240, 120, 40


def say(text):
    print('signals-hub-adaptive.sh: ' + text, flush=True)


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


class Hub:
    def __init__(self, args, folder, city, survey):
        self.port, self.signals = free_port(), free_port()
        self.password, self.tokens = secrets.token_hex(8), {}
        self.log = os.path.join(folder, 'hub.log')
        data = os.path.join(folder, 'data')
        os.makedirs(data)
        options = {
            'quarkus.http.port': self.port, 'haihe.bus.port': free_port(), 'haihe.signals.port': self.signals,
            'haihe.signals.clock-speed': args.speed, 'haihe.adaptive.street-speed': args.speed, 'haihe.data-dir': data, 'haihe.demo': 'true',
            'haihe.map.file': city, 'haihe.surveys.path': survey}
        command = [args.java, '-Xmx640m', '-XX:MaxDirectMemorySize=160m', '-XX:+UseSerialGC', '-XX:+ExitOnOutOfMemoryError']
        command += [f'-D{key}={value}' for key, value in options.items()] + ['-jar', args.hub_jar]
        env = dict(os.environ, HAIHE_DEMO_PASSWORD=self.password)
        self.process = subprocess.Popen(command, cwd=data, env=env, stdin=subprocess.DEVNULL,
                                        stdout=open(self.log, 'w'), stderr=subprocess.STDOUT, start_new_session=True)

    def wait_until_ready(self):
        until = time.time() + READY_SECONDS
        while time.time() < until:
            if self.process.poll() is not None:
                break
            try:
                self.call('GET', '/q/health/ready')
                return
            except OSError:
                time.sleep(0.5)
        errors = [line for line in open(self.log, errors='replace') if ' ERROR ' in line] or list(open(self.log, errors='replace'))
        raise RuntimeError('the hub is not ready:\n' + ''.join(errors[-10:]))

    def call(self, method, path, body=None, who=None):
        request = urllib.request.Request(f'http://127.0.0.1:{self.port}{path}', method=method)
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header('Content-Type', 'application/json')
        if who:
            request.add_header('Authorization', 'Bearer ' + self.token(who))
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                text = answer.read()
        except urllib.error.HTTPError as refused:
            if who:
                raise RuntimeError(f'{method} {path}: {refused.code} {refused.read()[:500].decode()}')
            raise
        return json.loads(text) if text else None

    def token(self, who):
        if who not in self.tokens:
            self.tokens[who] = self.call('POST', '/api/v1/session', {'username': who, 'password': self.password})['token']
        return self.tokens[who]

    def end(self):
        end(self.process)


def end(process):
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def part_of(scenario, seconds, folder):
    """The scenario's first seconds as a scenario of its own."""
    known = json.load(open(os.path.join(scenario, 'scenario.json')))
    for key in ('net', 'routes'):
        known[key] = os.path.abspath(os.path.join(scenario, known[key]))
    whole = known['end'] - known['begin']
    if seconds:
        known['end'] = min(known['end'], known['begin'] + seconds)
    os.makedirs(folder)
    json.dump(known, open(os.path.join(folder, 'scenario.json'), 'w'))
    return known, whole


def actuated(args, scenario, seeds, folder):
    sys.path.insert(0, args.judge)
    sys.dont_write_bytecode = True
    import baselines, common
    read = common.scenario(scenario)
    added = baselines.adds(read, 'actuated', folder)
    return {seed: common.run_sumo(read, seed, added)['delay_s'] for seed in seeds}


def run_street(args, hub, scenario, survey, seed, junctions):
    command = [args.java, '-Xmx384m', '-XX:+UseSerialGC', '-cp', args.city_jar, 'cn.haihe.ops.sumo.SumoStreetCommand', scenario, survey,
               '--port', str(hub.signals), '--speed', str(args.speed), '--seed', str(seed)]
    log = os.path.join(os.path.dirname(hub.log), f'street-{seed}.log')
    before = {one['junctionId']: one for one in hub.call('GET', '/api/v1/signals/adaptive', who='viewer')}
    street = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=open(log, 'w'), stderr=subprocess.STDOUT, start_new_session=True)
    online, seen, failed_before_online = 0, {}, {}
    try:
        while street.poll() is None:
            time.sleep(2)
            all_were_online = online == len(junctions)
            listed = hub.call('GET', '/api/v1/signals', who='viewer')
            online = max(online, sum(one['communication'] == 'ONLINE' and one['id'] in junctions for one in listed))
            adaptive = hub.call('GET', '/api/v1/signals/adaptive', who='viewer')
            if not all_were_online:
                # nobody answers before he has dialled in
                failed_before_online = {one['junctionId']: one['failures'] for one in adaptive}
            if street.poll() is None:
                seen = {one['junctionId']: one for one in adaptive}
    finally:
        end(street)
    lines = open(log).read().splitlines()
    if street.returncode != 0 or not lines or not lines[-1].startswith('{'):
        raise RuntimeError('the street ended badly:\n' + '\n'.join(lines[-20:]))
    result = json.loads(lines[-1])
    result['incidents'] = [line for line in lines if 'Incident' in line]
    result['online'] = online
    result['adaptive'] = sum(one['mode'] == 'ADAPTIVE' for one in seen.values())
    result['commands'] = sum(one['commands'] - before[name]['commands'] for name, one in seen.items())
    result['failures'] = sum(one['failures'] - failed_before_online.get(name, 0) for name, one in seen.items())
    result['details'] = sorted({one['detail'] for one in seen.values() if one['detail']})
    return result


def judge(args, name, folder):
    scenario = os.path.join(folder, 'scenario')
    known, whole = part_of(os.path.join(args.scenarios, name), args.seconds, scenario)
    net = os.path.join(args.judge, 'nets', name + '.json')
    if args.scenarios != os.path.join(args.judge, 'scenarios') or not os.path.exists(net):
        net = os.path.join(folder, 'net.json')
        subprocess.run([sys.executable, os.path.join(args.judge, 'extract.py'), name, '-o', net], check=True,
                       env=dict(os.environ, SCEN_ROOT=args.scenarios), stdout=subprocess.DEVNULL)
    city, survey = os.path.join(folder, 'city.osm'), os.path.join(folder, 'survey.json')
    drawn = subprocess.run([args.java, '-cp', args.city_jar, 'cn.haihe.ops.sumo.SumoSurveyCommand', scenario, net, '--map', city,
                            '--survey', survey], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if drawn.returncode:
        raise RuntimeError('no survey that the verifier lets pass:\n' + drawn.stdout[-4000:])
    intersections = [one for one in json.load(open(survey))['intersections'] if 'survey' in one]
    junctions = [one['survey']['junction'] for one in intersections]
    theirs = actuated(args, scenario, args.seeds, folder)

    hub = Hub(args, folder, city, survey)
    try:
        hub.wait_until_ready()
        controllers = [{'junctionId': junction, 'controllerId': place + 1, 'roadId': 1, 'link': 'TCP_SERVER'}
                       for place, junction in enumerate(junctions)]
        taken = hub.call('POST', '/api/v1/controllers', controllers, who='administrator')
        if taken['rejected']:
            raise RuntimeError(f'the hub took not every controller: {taken}')
        for junction in junctions:
            hub.call('POST', f'/api/v1/signals/{junction}/adaptive', {'reason': 'judged with SUMO as the street'}, who='engineer')
        runs = {seed: run_street(args, hub, scenario, survey, seed, junctions) for seed in args.seeds}
    finally:
        hub.end()
    ours = sum(run['delaySeconds'] for run in runs.values()) / len(runs)
    others = sum(theirs.values()) / len(theirs)
    for run in runs.values():
        for incident in run['incidents']:
            say(f'{name}: {incident}')
        for detail in run['details']:
            say(f'{name}: {detail}')
    result = {
        'seconds': known['end'] - known['begin'], 'ofSeconds': whole, 'junctions': len(junctions),
        'online': min(run['online'] for run in runs.values()), 'adaptive': min(run['adaptive'] for run in runs.values()),
        'stagesCommanded': sum(run['commands'] for run in runs.values()), 'failures': sum(run['failures'] for run in runs.values()),
        'delaySeconds': round(ours, 1), 'actuatedDelaySeconds': round(others, 1), 'ratio': round(ours / others, 3),
        'unsafeStates': sum(run['witnessed'] + run['unsafeStates'] for run in runs.values()),
        'streetLateMillis': max(run['latestMillis'] for run in runs.values())}
    say(f"{name}: {result['online']} of {len(junctions)} online, {result['adaptive']} adaptive, {result['stagesCommanded']} stages commanded, "
        f"{result['failures']} failures; {result['delaySeconds']} s a vehicle, SUMO's actuated {result['actuatedDelaySeconds']} s, "
        f"ratio {result['ratio']}, {result['unsafeStates']} unsafe states")
    return result


def main():
    parser = argparse.ArgumentParser()
    for name in ('--java', '--hub-jar', '--city-jar', '--judge', '--scenarios', '--keep'):
        parser.add_argument(name)
    parser.add_argument('--seeds', type=lambda text: [int(one) for one in text.split(',')])
    parser.add_argument('--seconds', type=int)
    parser.add_argument('--speed', type=float)
    parser.add_argument('names', nargs='+')
    args = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    root = args.keep or tempfile.mkdtemp(prefix='haihe-sumo-hub-')
    results = {}
    try:
        for name in args.names:
            folder = os.path.join(root, name)
            shutil.rmtree(folder, ignore_errors=True)
            os.makedirs(folder)
            results[name] = judge(args, name, folder)
    except RuntimeError as failed:
        say(str(failed))
        return 1
    except KeyboardInterrupt:
        return 130
    finally:
        if not args.keep:
            shutil.rmtree(root, ignore_errors=True)
    ratios = [one['ratio'] for one in results.values()]
    print(json.dumps({
        'speed': args.speed, 'seeds': args.seeds, 'scenarios': results, 'mean': round(sum(ratios) / len(ratios), 3),
        'unsafeStates': sum(one['unsafeStates'] for one in results.values())}, separators=(',', ':')), flush=True)
    for name, one in results.items():
        if one['unsafeStates'] or one['online'] < one['junctions'] or one['adaptive'] < one['junctions']:
            say(f'{name}: not all junctions were driven, or not safely')
            return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
