package dev.typesync.typesense;

import java.util.ArrayList;
import java.util.List;

/**
 * Plans the requests that delete ids. Many ids are deleted at a time by a filter {@code id:=[`a`,`b`]}. The filter is
 * always in list form, because the scalar form with only backticks crashes the 0.24.1 server. A filter cannot express
 * an id that contains a backtick, has a blank at an end or ends with a backslash, and a long id would exceed the URL
 * length that proxies allow. Such ids are deleted one by one.
 *
 * @param byFilter indexes of ids, one list for each request
 * @param oneByOne indexes of the other ids
 */
record DeleteRequests(List<List<Integer>> byFilter, List<Integer> oneByOne) {
    /** The longest filter in the URL. With the rest of the URL the length stays under 4 KB. */
    private static final int MAX_ENCODED_LENGTH = 3_600;

    private static final int SEPARATORS = "%60%60%2C".length();

    static DeleteRequests of(List<String> ids) {
        List<List<Integer>> byFilter = new ArrayList<>();
        List<Integer> oneByOne = new ArrayList<>();
        int length = MAX_ENCODED_LENGTH;
        for (int i = 0; i < ids.size(); i++) {
            int added = Endpoint.encode(ids.get(i)).length() + SEPARATORS;
            if (!fitsFilter(ids.get(i)) || added > MAX_ENCODED_LENGTH) {
                oneByOne.add(i);
                continue;
            }
            length += added;
            if (length > MAX_ENCODED_LENGTH) {
                byFilter.add(new ArrayList<>());
                length = added;
            }
            byFilter.get(byFilter.size() - 1).add(i);
        }
        return new DeleteRequests(byFilter, oneByOne);
    }

    private static boolean fitsFilter(String id) {
        return id.indexOf('`') < 0 && id.charAt(0) > ' ' && id.charAt(id.length() - 1) > ' ' && !id.endsWith("\\");
    }

    static String filter(List<String> ids) {
        return "id:=[`" + String.join("`,`", ids) + "`]";
    }
}
