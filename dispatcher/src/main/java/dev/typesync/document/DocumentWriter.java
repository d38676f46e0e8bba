package dev.typesync.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the document of a result's current row. Used by one thread. */
final class DocumentWriter {
    private final List<MappedColumn> columns;
    private final List<ValueRenderer> renderers = new ArrayList<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    DocumentWriter(CollectionMapping mapping, ValueLossCounter valueLossCounter) {
        this.columns = mapping.columns();
        columns.forEach(column -> renderers.add(ValueRenderer.of(column, valueLossCounter)));
    }

    /**
     * @param firstField index of the result's column that holds the first field
     * @throws UnfitValueException with the field's name
     */
    Document write(String id, ResultSet row, int firstField) throws SQLException, UnfitValueException {
        if (id.isEmpty()) {
            throw new UnfitValueException("the key is empty, and Typesense needs an id of at least one character");
        }
        line.reset();
        try {
            // closed only when whole: closing would write what a rejected row has left behind
            JsonGenerator json = DocumentJson.FACTORY.createGenerator(line);
            json.writeStartObject();
            json.writeStringField("id", id);
            for (int i = 0; i < columns.size(); i++) {
                write(columns.get(i), renderers.get(i), row.getString(firstField + i), json);
            }
            json.writeEndObject();
            json.close();
            return new Document(id, line.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(MappedColumn column, ValueRenderer renderer, @Nullable String value, JsonGenerator json)
            throws IOException, UnfitValueException {
        if (value != null && renderer.isPresent(value)) {
            json.writeFieldName(column.field());
            render(column, renderer, value, json);
        } else if (!column.optional()) {
            throw new UnfitValueException("field " + column.field() + " has no value, and the schema requires one");
        }
    }

    private static void render(MappedColumn column, ValueRenderer renderer, String value, JsonGenerator json)
            throws IOException, UnfitValueException {
        try {
            renderer.render(value, json);
        } catch (UnfitValueException e) {
            throw new UnfitValueException("field " + column.field() + " " + e.reason());
        }
    }
}
