package dev.typesync.document;

/**
 * A column as the catalog describes it.
 *
 * @param declaredType as {@code format_type} prints it, with the type modifier
 * @param baseType name of the type after resolving domains and array elements; without its schema
 * @param builtIn whether that type is built into PostgreSQL
 * @param typeClass {@code pg_type.typtype} of that type: {@code e} for an enum
 * @param array whether the column is an array
 */
record CatalogColumn(
        String name, String declaredType, String baseType, boolean builtIn, char typeClass, boolean array) {}
