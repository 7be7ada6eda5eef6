# What the launchers share: they build what is missing and start a command. Sourced, never run.
# shellcheck shell=bash

set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jar=$project/target/shtinkering-cep-0.1.0-job.jar
# All our classes, also those that a cluster does not get: the simulator and the benchmarks.
classes=$project/target/shtinkering-cep-0.1.0.jar
flink_classpath=$project/target/flink.classpath
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

fail() {
  printf 'jobs/%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

is_built() {
  [[ -s $jar && -s $flink_classpath ]] \
    && [[ -z $(find "$project/src/main" "$project/pom.xml" -newer "$flink_classpath" -print -quit) ]]
}

build() {
  command -v "$java" >/dev/null || fail "no java found: install a JDK 17 and put it on the PATH or set JAVA_HOME"
  is_built && return
  command -v mvn >/dev/null || fail "no mvn found: install Maven and put it on the PATH"
  echo "building the job (once, about a minute) ..." >&2
  mkdir -p "$project/target"
  (cd "$project" && mvn -q -B -Dstyle.color=never package -Dmaven.test.skip=true -Dspotless.check.skip=true) \
    >"$project/target/build.log" 2>&1 \
    || fail "the build failed: $(grep -m1 '^\[ERROR\]' "$project/target/build.log"); see target/build.log"
  touch "$flink_classpath" # Maven leaves it as it is when no dependency changed
}

# Starts a command of the job's jar. Its relative paths start where the caller is.
start() { # COMMAND [ARGUMENT]...
  run "$1" "$jar" io.github.shtinkering.job.Main "$@"
}

# Starts a command that is no part of the job's jar.
start_class() { # COMMAND CLASS [ARGUMENT]...
  run "$1" "$jar:$classes" "${@:2}"
}

run() { # COMMAND JARS CLASS [ARGUMENT]...
  build
  # JVM_ARGS holds words without blanks inside, as for Flink's own scripts: splitting them is meant.
  # shellcheck disable=SC2086
  exec "$java" @"$project/jobs/jvm.options" ${JVM_ARGS:-} -Dshtinkering.home="$project" \
    -Dlog4j.configurationFile="$project/jobs/log4j2.properties" -Dlog.file="$project/target/log/$1.log" \
    -cp "$2:$(<"$flink_classpath")" "${@:3}"
}
