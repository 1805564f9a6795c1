-- Lists that the centre publishes to acquirers: 1 the blacklist, its subjects cards; 2 the cities whose cards terminals accept,
-- its subjects city codes. Versions of a list are numbered without gap: each is made under the list's lock.
CREATE TABLE card_list_version (
    list         smallint    NOT NULL CHECK (list IN (1, 2)),
    version      bigint      NOT NULL CHECK (version > 0),
    told_by      text        NOT NULL,
    -- The teller's own name for what it told, so that telling it again is known.
    batch        text        NOT NULL,
    digest       text        NOT NULL,
    changes      integer     NOT NULL CHECK (changes > 0),
    published_at timestamptz NOT NULL,
    PRIMARY KEY (list, version),
    UNIQUE (list, told_by, batch)
);

CREATE TABLE card_list_change (
    subject      bigint      NOT NULL,
    -- Never before it was published: what a card did is judged by the list of that time.
    effective_at timestamptz NOT NULL,
    version      bigint      NOT NULL,
    list         smallint    NOT NULL,
    listed       boolean     NOT NULL,
    -- Two digits, as in list files.
    reason       text        NOT NULL,
    PRIMARY KEY (list, version, subject)
);
CREATE INDEX card_list_change_subject ON card_list_change (list, subject, effective_at, version) INCLUDE (listed, reason);

-- Which version an acquirer's terminals have, and since when.
CREATE TABLE card_list_acknowledgement (
    list        smallint    NOT NULL,
    institution text        NOT NULL,
    version     bigint      NOT NULL,
    at          timestamptz NOT NULL,
    PRIMARY KEY (list, institution, version)
);

-- What was blacklisted before, each change a version of its own as it was then.
INSERT INTO card_list_version (list, version, told_by, batch, digest, changes, published_at)
SELECT 1, row_number() OVER (ORDER BY version), told_by, 'v' || version, '', 1, effective_at FROM card_blacklist_change;
INSERT INTO card_list_change (subject, effective_at, version, list, listed, reason)
SELECT card, effective_at, row_number() OVER (ORDER BY version), 1, listed, '99' FROM card_blacklist_change;
INSERT INTO card_list_acknowledgement (list, institution, version, at)
SELECT 1, a.institution, (SELECT count(*) FROM card_blacklist_change c WHERE c.version <= a.version), min(a.at)
FROM card_blacklist_acknowledgement a GROUP BY 1, 2, 3;
DROP TABLE card_blacklist_change, card_blacklist_acknowledgement;

CREATE TRIGGER card_list_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_list_version
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_list_change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_list_change
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
CREATE TRIGGER card_list_ack_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON card_list_acknowledgement
    FOR EACH STATEMENT EXECUTE FUNCTION card_refuse_change();
