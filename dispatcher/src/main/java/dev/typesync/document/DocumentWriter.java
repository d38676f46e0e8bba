package dev.typesync.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the document of a result set's current row. Used by one thread. */
final class DocumentWriter {
    private final List<MappedColumn> columns;
    private final List<ValueRenderer> renderers = new ArrayList<>();
    private final DocumentOutput line = new DocumentOutput(Utf8Limit.MAX_DOCUMENT_BYTES);

    DocumentWriter(CollectionMapping mapping, ValueLossCounter valueLossCounter) {
        this.columns = mapping.columns();
        columns.forEach(column -> renderers.add(ValueRenderer.of(column, valueLossCounter)));
    }

    /**
     * @param firstField index of the result set's column with the first field
     * @throws UnfitValueException with the name of the field
     */
    Document write(String id, ResultSet row, int firstField) throws SQLException, UnfitValueException {
        if (id.isEmpty()) {
            throw new UnfitValueException("the key is empty, but Typesense requires an id of at least one character");
        }
        line.clear();
        try {
            // closed only when complete: closing would write the incomplete document of a rejected row
            JsonGenerator json = DocumentJson.FACTORY.createGenerator(line);
            json.writeStartObject();
            json.writeStringField("id", id);
            for (int i = 0; i < columns.size(); i++) {
                write(columns.get(i), renderers.get(i), row.getString(firstField + i), json);
            }
            json.writeEndObject();
            json.close();
            return new Document(id, line.take());
        } catch (DocumentOutput.FullException e) {
            throw tooLarge("the document", "as JSON");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to do about a row or a document that exceeds {@link Utf8Limit#MAX_DOCUMENT_BYTES}. */
    static UnfitValueException tooLarge(String what, String how) {
        return new UnfitValueException(what + " has more than " + Utf8Limit.MAX_DOCUMENT_BYTES + " bytes " + how
                + ", the limit of a document; leave large columns out by `columns`");
    }

    private static void write(MappedColumn column, ValueRenderer renderer, @Nullable String value, JsonGenerator json)
            throws IOException, UnfitValueException {
        if (value != null && renderer.isPresent(value)) {
            json.writeFieldName(column.field());
            render(column, renderer, value, json);
        } else if (!column.isOptional()) {
            throw new UnfitValueException("field " + column.field() + " has no value, but the schema requires one");
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
