-- What institutions sent, by sender and name, as far as it has come. A file that was refused may be sent anew under its name.
CREATE TABLE card_upload (
    sequence    bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    sender      text        NOT NULL,
    name        text        NOT NULL,
    state       text        NOT NULL CHECK (state IN ('RECEIVED', 'VERIFIED', 'REFUSED')),
    -- As sent, packed or not.
    bytes       bigint      NOT NULL,
    sha256      text        NOT NULL,
    received_at timestamptz NOT NULL,
    received_by text        NOT NULL,
    fault       text,
    -- Why it was refused, or what keeps it waiting.
    detail      text        NOT NULL DEFAULT '',
    file_id     integer,
    PRIMARY KEY (sender, name),
    CHECK ((state = 'REFUSED') = (fault IS NOT NULL)),
    CHECK ((state = 'VERIFIED') = (file_id IS NOT NULL))
);
CREATE INDEX card_upload_file ON card_upload (file_id);
