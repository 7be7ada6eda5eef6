# What deploy/local/cluster and deploy/local/kafka share: options, jars, processes. Sourced, never run.
# shellcheck shell=bash

set -euo pipefail

local_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=deploy/local/$(basename "$0")
state=$local_dir/run/state
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

fail() {
  printf '%s: %s\n' "$program" "$*" >&2
  exit 1
}

misuse() {
  printf '%s: %s (see %s --help)\n' "$program" "$*" "$program" >&2
  exit 2
}

# Sets the variable of an option, --rest-port to rest_port.
number_option() { # OPTION [VALUE]
  [[ $# -gt 1 ]] || misuse "$1 needs a value"
  [[ $2 =~ ^[0-9]{1,5}$ ]] || misuse "$1 takes a number, not '$2'"
  local name=${1#--}
  printf -v "${name//-/_}" %s "$2"
}

state_option() { # --state [DIR]
  [[ $# -gt 1 ]] || misuse "$1 needs a value"
  mkdir -p "$2"
  state=$(cd "$2" && pwd)
}

# Copies the jars of jars/NAME/pom.xml into run/NAME/lib, when they are absent or older than the pom.
fetch() { # NAME
  local lib=$local_dir/run/$1/lib pom=$local_dir/jars/$1/pom.xml
  [[ -d $lib && ! $pom -nt $lib ]] && return
  command -v "$java" >/dev/null || fail "no java found: install a JDK 17 and put it on the PATH or set JAVA_HOME"
  command -v mvn >/dev/null || fail "no mvn found: install Maven and put it on the PATH"
  echo "fetching the jars of $1 ..." >&2
  mkdir -p "$local_dir/run/$1"
  local fresh
  fresh=$(mktemp -d "$local_dir/run/$1/fetch.XXXXXX")
  mvn -q -B -Dstyle.color=never -f "$pom" dependency:copy-dependencies -DoutputDirectory="$fresh/lib" >"$fresh/log" 2>&1 \
    || fail "Maven could not fetch the jars of $1: $(grep -m1 ERROR "$fresh/log" || echo "see $fresh/log")"
  # Another start may have fetched them meanwhile, and run from them.
  if [[ ! -d $lib || $pom -nt $lib ]]; then
    rm -rf "$lib"
    mv "$fresh/lib" "$lib"
    touch "$lib"
  fi
  rm -rf "$fresh"
}

# A program that lives for seconds: Java's second compiler and its parallel collector would only cost it time.
tool_java() { # ARGUMENT...
  "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$@"
}

# A process of ours: its name is that of its pid file and of its logs.
pid_file() { # NAME
  echo "$state/pid/$1.pid"
}

arguments() { # NAME
  ps -p "$(cat "$(pid_file "$1")" 2>/dev/null || echo 0)" -o args= 2>/dev/null
}

# A pid alone may long belong to somebody else: the command line of what we start names a path below $state.
alive() { # NAME
  [[ $(arguments "$1") == *"$state/"* ]]
}

# Starts a process that outlives this script.
launch() { # NAME COMMAND...
  local name=$1
  shift
  mkdir -p "$state/log" "$state/pid"
  rm -f "$state/log/$name.log"
  nohup "$@" >"$state/log/$name.out" 2>&1 </dev/null &
  echo $! >"$(pid_file "$name")"
  # Until the new process has its own command line it has this script's, and would be taken for a foreign one.
  until alive "$name" || ! kill -0 $! 2>/dev/null; do
    sleep 0.05
  done
}

# Waits until a condition holds; fails as soon as one of the processes has ended, or when the seconds are over.
await() { # SECONDS WHAT CONDITION NAME...
  local seconds=$1 what=$2 condition=$3 name
  shift 3
  local deadline=$((SECONDS + seconds))
  until "$condition"; do
    for name in "$@"; do
      there "$name" || fail "$name ended before $what: $(last_words "$name")"
    done
    ((SECONDS < deadline)) || fail "$name runs, but after $seconds s it is not true that $what: $(last_words "$name")"
    sleep 0.3
  done
}

# Whether a process that was just seen alive still is: unlike alive, it starts no other process to know.
there() { # NAME
  local pid
  read -r pid <"$state/pid/$1.pid" && kill -0 "$pid" 2>/dev/null
}

last_words() { # NAME
  cat "$state/log/$1.out" "$state/log/$1.log" 2>/dev/null | grep -E 'ERROR|FATAL|Exception|Address already in use' \
    | tail -n 1 | cut -c1-300 | grep . || echo "it said nothing of it; see $state/log/$1.log"
}

# Ends a process: asks, waits, then insists.
end() { # NAME
  if alive "$1"; then
    local deadline=$((SECONDS + 20))
    kill "$(<"$(pid_file "$1")")" 2>/dev/null || true
    while alive "$1"; do
      if ((SECONDS >= deadline)); then
        kill -9 "$(<"$(pid_file "$1")")" 2>/dev/null || true
        break
      fi
      sleep 0.1
    done
    echo "$1 stopped"
  fi
  rm -f "$(pid_file "$1")"
}

# The names of the processes that were started and not stopped.
started() { # PREFIX
  local file
  for file in "$state/pid/$1"*.pid; do
    [[ ! -e $file ]] || basename "$file" .pid
  done
}

say_status() { # NAME
  if alive "$1"; then
    echo "$1 runs, process $(<"$(pid_file "$1")")"
  else
    echo "$1 is dead; see $state/log/$1.log"
  fi
}

listening() { # PORT
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

refuse_taken_port() { # PORT OPTION
  ! listening "$1" || fail "port $1 is taken by another program; choose another with $2"
}
