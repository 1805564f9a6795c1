package cn.haihe.card.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One thing that must hold of the books. */
interface Check {
    /** What must hold, in a sentence. */
    String name();

    /** @return where it does not hold, some of the places; empty where it holds everywhere */
    List<String> findings(Connection books) throws Exception;

    /** A check by a query that finds what is wrong: each row a finding, its columns the detail. */
    static Check byQuery(String name, String query) {
        return new Check() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<String> findings(Connection books) throws SQLException {
                return Rows.texts(books, query + " LIMIT 20");
            }
        };
    }
}
