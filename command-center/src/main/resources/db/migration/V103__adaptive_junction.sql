CREATE TABLE adaptive_junction (
    junction_id varchar(64)  PRIMARY KEY,
    state       varchar(8)   NOT NULL CHECK (state IN ('ACTS', 'SHADOW', 'LEAVING')),
    design      varchar(32)  NOT NULL,
    set_by      varchar(200) NOT NULL,
    reason      varchar(500) NOT NULL,
    since       timestamptz  NOT NULL
);
COMMENT ON TABLE adaptive_junction IS 'junctions whose stages the hub chooses: those that it acts at are written before the first command goes out';
COMMENT ON COLUMN adaptive_junction.state IS 'LEAVING until the junction was seen out of our hands';
COMMENT ON COLUMN adaptive_junction.design IS 'fingerprint of the design that it was begun with';
