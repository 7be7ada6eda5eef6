#!/bin/sh
# The topic that all shippers write to. LogAppendTime: Beats stamp a Kafka record with the event's own time, and a
# laptop's week-old buffer would fall under the broker's retention before it is read.
set -eu
bootstrap=${1:?usage: topic.sh BOOTSTRAP_SERVERS [TOPIC]}
topic=${2:-windows-events}
exec kafka-topics.sh --bootstrap-server "$bootstrap" --create --if-not-exists --topic "$topic" \
    --partitions 12 --replication-factor 3 \
    --config message.timestamp.type=LogAppendTime \
    --config retention.ms=604800000 \
    --config compression.type=lz4 \
    --config max.message.bytes=4194304
