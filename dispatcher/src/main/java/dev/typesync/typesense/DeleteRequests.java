package dev.typesync.typesense;

import java.util.ArrayList;
import java.util.List;

/**
 * How ids are deleted: many at a time by a filter {@code id:=[`a`,`b`]}, always in list form, since the scalar form with
 * nothing but backticks ends the 0.24.1 server. A filter cannot name an id that holds a backtick, has a blank at an
 * edge or ends with a backslash, and a long one would make the address longer than proxies allow: such ids are deleted
 * one by one.
 *
 * @param byFilter indexes of ids, one list for each request
 * @param single indexes of the other ids
 */
record DeleteRequests(List<List<Integer>> byFilter, List<Integer> single) {
    /** Of the filter as it stands in the address; with the rest the address stays under 4 KB. */
    private static final int MAX_ENCODED_LENGTH = 3_600;

    private static final int SEPARATORS = "%60%60%2C".length();

    static DeleteRequests of(List<String> ids) {
        List<List<Integer>> byFilter = new ArrayList<>();
        List<Integer> single = new ArrayList<>();
        int length = MAX_ENCODED_LENGTH;
        for (int i = 0; i < ids.size(); i++) {
            int added = Endpoint.encode(ids.get(i)).length() + SEPARATORS;
            if (!isAddressable(ids.get(i)) || added > MAX_ENCODED_LENGTH) {
                single.add(i);
                continue;
            }
            length += added;
            if (length > MAX_ENCODED_LENGTH) {
                byFilter.add(new ArrayList<>());
                length = added;
            }
            byFilter.get(byFilter.size() - 1).add(i);
        }
        return new DeleteRequests(byFilter, single);
    }

    private static boolean isAddressable(String id) {
        return id.indexOf('`') < 0 && id.charAt(0) > ' ' && id.charAt(id.length() - 1) > ' ' && !id.endsWith("\\");
    }

    static String filter(List<String> ids) {
        return "id:=[`" + String.join("`,`", ids) + "`]";
    }
}
