package cn.haihe.card.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads what a query finds as text. */
final class Rows {
    private Rows() {}

    static List<String> texts(Connection books, String query) throws SQLException {
        try (Statement statement = books.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder text = new StringBuilder();
                for (int column = 1; column <= columns; column++) {
                    text.append(column == 1 ? "" : ", ")
                            .append(rows.getMetaData().getColumnLabel(column))
                            .append(' ')
                            .append(rows.getString(column));
                }
                texts.add(text.toString());
            }
            return texts;
        }
    }
}
