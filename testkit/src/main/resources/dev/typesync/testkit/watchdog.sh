# Reads one directory per line. When the writer has ended for any reason, ends every process whose working
# directory is in one of these directories, and deletes the directories. Processes are found by working directory
# and not by a stored process id. This also finds a server that has just been started, and it never ends an
# unrelated process with a reused id.
trap '' HUP INT TERM

working_in() {
    for link in /proc/[0-9]*/cwd; do
        case "$(readlink "$link" 2>/dev/null)/" in
            "$1"/*) pid=${link#/proc/} && echo "${pid%/cwd}" ;;
        esac
    done
}

# SIGQUIT comes first, because PostgreSQL then frees its shared memory.
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
