#!/usr/bin/env bash
# Runs examples/spring-boot twice against real servers: with its own application.properties, and with url.diff applied
# to them. Nothing else differs. Ends with exit code 1 if a search gives another answer than expected.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mvn=${MVN:-mvn -B -ntp}
example=examples/spring-boot

echo "building typesync and the book shop" >&2
$mvn -q -T 2 -Dmaven.test.skip -Dspotless.check.skip -pl testkit,proxy/jdbc -am install
$mvn -q -f testkit/pom.xml dependency:build-classpath -DincludeScope=runtime -Dmdep.outputFile=target/classpath
$mvn -q -f "$example/pom.xml" clean package -Dmaven.test.skip -Dspotless.check.skip

work=$(mktemp -d)
coproc SERVERS { exec java -cp "testkit/target/classes:$(cat testkit/target/classpath)" dev.typesync.testkit.ServerConsole; }
servers=$SERVERS_PID
app=
finish() {
    if [ -n "$app" ]; then kill "$app" 2>/dev/null || true; fi
    kill "$servers" 2>/dev/null || true # its watchdog ends PostgreSQL and Typesense
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT
read -r TYPESENSE_URL <&"${SERVERS[0]}"
read -r TYPESENSE_API_KEY <&"${SERVERS[0]}"
export TYPESENSE_URL TYPESENSE_API_KEY

die() {
    echo "FAILED: $*" >&2
    tail -n 30 "$work"/*/log >&2 || true
    exit 1
}

start_app() { # FOLDER, which holds application.properties
    local database
    echo database >&"${SERVERS[1]}"
    read -r database <&"${SERVERS[0]}"
    sed -i "s#postgresql://localhost:5432/shop#${database#jdbc:}#" "$work/$1/application.properties"
    cp "$example/typesync.yaml" "$work/$1/"
    : >"$work/$1/log"
    echo && echo "=== $(grep datasource.url "$work/$1/application.properties")"
    (cd "$work/$1" && exec java -jar "$OLDPWD/$example/target/bookshop.jar" --server.port=0 >log 2>&1) &
    app=$!
    local end=$((SECONDS + 300))
    until grep -q 'Started Bookshop' "$work/$1/log"; do
        kill -0 "$app" 2>/dev/null || die "the book shop did not start"
        [ "$SECONDS" -lt "$end" ] || die "the book shop did not start within 300 s"
        sleep 0.1
    done
    shop=http://127.0.0.1:$(sed -n 's/.*Tomcat started on port \([0-9]*\).*/\1/p' "$work/$1/log")
}

stop_app() {
    kill "$app"
    wait "$app" || true # 143: ended by the signal
    app=
}

send() { # METHOD PATH [JSON]
    echo "    $1 $2 ${3:-}"
    curl -sSf -o "$work/answer" -X "$1" -H 'Content-Type: application/json' ${3:+-d "$3"} "$shop$2"
}

found() { # prints the titles and prices that a search for "garden" finds
    curl -sf "$shop/search?q=garden" |
        python3 -c 'import json, sys; print(", ".join("%s %.2f" % (b["title"], b["price"]) for b in json.loads(sys.stdin.read() or "[]")))'
}

expect() { # ANSWER
    local answer=
    local end=$((SECONDS + 60))
    while [ "$SECONDS" -lt "$end" ]; do
        answer=$(found 2>/dev/null || true) # 503 while the collection is not there yet
        if [ "$answer" = "$1" ]; then
            echo "    search \"garden\": $answer"
            return
        fi
        sleep 0.1
    done
    die "the search finds '$answer' instead of '$1'"
}

change_books() {
    send POST /books '{"title": "The Glass Garden", "author": "Jessica Tuckett", "price": 12.00}'
    send PUT /authors/Frances%20Hodgson%20Burnett/price?price=8.00
    send DELETE /books/3
}

typesense() { # METHOD PATH [OPTION…]
    curl -sSf -o "$work/answer" -X "$1" -H "X-TYPESENSE-API-KEY: $TYPESENSE_API_KEY" "${@:3}" "$TYPESENSE_URL$2"
}

# What a nightly batch does where there is no typesync.
fill_index() {
    local fields='[{"name": "title", "type": "string"}, {"name": "author", "type": "string"}, {"name": "price", "type": "float"}]'
    typesense POST /collections -d "{\"name\": \"books\", \"fields\": $fields}"
    curl -sSf "$shop/books" |
        python3 -c 'import json, sys; [print(json.dumps({**b, "id": str(b["id"])})) for b in json.load(sys.stdin)]' |
        typesense POST /collections/books/documents/import --data-binary @-
}

old="The Garden Party 7.25, The Secret Garden 9.50"
new="The Secret Garden 8.00, The Glass Garden 12.00"

mkdir -p "$work/plain" "$work/changed/src/main/resources"
cp "$example/src/main/resources/application.properties" "$work/plain/"
cp "$example/src/main/resources/application.properties" "$work/changed/src/main/resources/"
(cd "$work/changed" && git apply --unsafe-paths "$OLDPWD/$example/url.diff" && mv src/main/resources/application.properties .)

start_app plain
fill_index
expect "$old"
change_books
stale=$(found)
[ "$stale" = "$old" ] || die "without typesync the search follows: $stale"
echo "    search \"garden\": $stale   (stale until the next batch)"
stop_app
typesense DELETE /collections/books

start_app changed
expect "$old"
change_books
expect "$new"
stop_app
typesense GET /aliases/books
typesense DELETE "/collections/$(sed 's/.*"collection_name":"\([^"]*\)".*/\1/' "$work/answer")"
typesense DELETE /aliases/books
echo && echo "With the changed URL the search is right."
