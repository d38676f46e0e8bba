# Reads one directory a line. When the writer is gone, however it went, ends every process that works in one of
# these directories and removes them. Found by working directory, not by a remembered process id: that also
# catches a server that was just being started, and never hits a stranger that got a reused id.
trap '' HUP INT TERM

working_in() {
    for link in /proc/[0-9]*/cwd; do
        case "$(readlink "$link" 2>/dev/null)/" in
            "$1"/*) pid=${link#/proc/} && echo "${pid%/cwd}" ;;
        esac
    done
}

# SIGQUIT first: PostgreSQL then frees its shared memory.
end_all_in() {
    for signal in QUIT QUIT KILL KILL KILL; do
        pids=$(working_in "$1")
        [ -z "$pids" ] || kill -s "$signal" $pids 2>/dev/null
        sleep 0.5
    done
}

directories=
newline='
'
while IFS= read -r directory; do
    directories=$directories$directory$newline
done
cd /
printf %s "$directories" | while IFS= read -r directory; do
    [ -d "$directory" ] || continue
    end_all_in "$directory"
    rm -rf "$directory"
done
