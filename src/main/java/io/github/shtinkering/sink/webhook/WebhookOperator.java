package io.github.shtinkering.sink.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.publish.json.DocumentJson;
import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.sink.webhook.WebhookClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an endpoint of cases, and passes on as dead letters what the endpoint refuses. It takes every document at once,
 * whatever the endpoint does, so that it never holds back the job: what cannot be told waits in its state.
 *
 * <p>Answers come in other threads and are settled in the task's own, by its mailbox. It runs once, so that what it
 * remembers of a case lies where the case's documents arrive.
 */
final class WebhookOperator extends AbstractStreamOperator<OutputDocument>
        implements OneInputStreamOperator<OutputDocument, OutputDocument> {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookOperator.class);
    private static final long serialVersionUID = 1L;

    private static final ListStateDescriptor<byte[]> STATE =
            new ListStateDescriptor<>("notifications", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    private static final int MOST_UNDER_WAY = 4;
    private static final long FIRST_WAIT_MILLIS = 500;
    private static final int MOST_DOUBLINGS = 7; // up to 64 s
    private static final Duration LAST_TRY = Duration.ofSeconds(30); // at the end of the input
    private static final Duration LAST_PAUSE = Duration.ofMillis(100);

    /** An Alertmanager holds its alerts in memory; as Prometheus does, we tell it again of those that are not over. */
    private static final Duration REMIND = Duration.ofSeconds(60);
    /** Longer than the job is ever away. */
    private static final Duration FIRES = Duration.ofHours(24);
    /** A case of which nothing new came for so long is told no more. */
    private static final Duration REMINDED = Duration.ofDays(14);

    private static final int REMINDED_AT_ONCE = 50;

    private final WebhookSettings settings;
    private final Clock clock;
    private final transient MailboxExecutor mailbox;
    private transient NotificationQueue notifications;
    private transient NotificationText text;
    private transient WebhookClient client;
    private transient ListState<byte[]> state;
    private transient Counter heard;
    private transient Counter refused;
    private transient Counter repeated;
    private transient Counter dropped;
    private transient int underWay;
    private transient int failuresInARow;
    private transient boolean isPausing;
    private transient long waitingSinceMillis;
    private transient boolean isFinishing;
    private transient boolean isClosed;

    WebhookOperator(
            StreamOperatorParameters<OutputDocument> parameters,
            MailboxExecutor mailbox,
            WebhookSettings settings,
            Clock clock) {
        super(parameters);
        this.settings = settings;
        this.clock = clock;
        this.mailbox = mailbox;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        notifications = new NotificationQueue(settings.fromSeverity(), settings.mostWaiting());
        state = context.getOperatorStateStore().getListState(STATE);
        for (byte[] written : state.get()) {
            notifications.read(new DataInputStream(new ByteArrayInputStream(written)));
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        text = new NotificationText(settings.form(), settings.fromSeverity(), settings.link());
        client = new WebhookClient(settings);
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("webhook");
        heard = metrics.counter("notifications_delivered");
        refused = metrics.counter("notifications_refused");
        repeated = metrics.counter("requests_repeated");
        dropped = metrics.counter("notifications_dropped");
        metrics.gauge("notifications_waiting", () -> notifications.size());
        metrics.gauge("waiting_seconds", this::waitingSeconds);
        if (settings.form() == WebhookForm.ALERTMANAGER) {
            later(0, this::remind);
        }
        tell();
    }

    /** How long an endpoint that something waits for has taken nothing. */
    private long waitingSeconds() {
        return notifications.size() == 0 ? 0 : (clock.millis() - waitingSinceMillis) / 1000;
    }

    @Override
    public void processElement(StreamRecord<OutputDocument> element) {
        for (WebhookNotification left : notifications.offer(text.of(element.getValue()))) {
            dropped.inc();
            deadLetter("webhook-full", "More than " + settings.mostWaiting() + " cases wait for the webhook.", left);
        }
        tell();
    }

    /** Tells what waits, as much at once as is allowed. */
    private void tell() {
        if (underWay == 0 && !isPausing && failuresInARow == 0) {
            waitingSinceMillis = clock.millis();
        }
        while (!isPausing && !isClosed && underWay < (failuresInARow == 0 ? MOST_UNDER_WAY : 1)) {
            WebhookNotification next = notifications.next();
            if (next == null) {
                return;
            }
            underWay++;
            String key = next.caseId() + "@" + next.version();
            CompletableFuture<?> unused = client.post(body(next), key).handle((answer, error) -> {
                mailbox.execute(() -> settle(next, answer, error), "an answer of the webhook");
                return null;
            });
        }
    }

    private String body(WebhookNotification next) {
        if (settings.form() != WebhookForm.ALERTMANAGER) {
            return next.body();
        }
        boolean isOver = NotificationText.isOver(next.digest());
        Instant now = clock.instant();
        List<String> alerts = new ArrayList<>();
        for (String firing : notifications.firing(next.caseId())) {
            if (!NotificationText.haveSameLabels(firing, next.body())) {
                alerts.add(NotificationText.until(firing, now));
            }
        }
        alerts.add(NotificationText.until(next.body(), isOver ? now : now.plus(FIRES)));
        if (!isOver) {
            notifications.sending(next.caseId(), next.body(), now.toEpochMilli());
        }
        return "[" + String.join(",", alerts) + "]";
    }

    private void settle(WebhookNotification told, @Nullable Answer answer, @Nullable Throwable error) {
        underWay--;
        if (isClosed) {
            return;
        }
        if (answer != null && answer.isHeard()) {
            failuresInARow = 0;
            waitingSinceMillis = clock.millis();
            heard.inc();
            heard(told);
        } else if (answer != null && answer.isFinal()) {
            failuresInARow = 0;
            waitingSinceMillis = clock.millis();
            refused.inc();
            deadLetter("webhook-refused", "The webhook answered with " + answer.status() + ": " + answer.text(), told);
            heard(told); // it would be refused again
        } else {
            LOG.warn("The webhook took nothing ({}), telling it again", answer == null ? "no answer" : answer, error);
            notifications.again(told);
            pause();
        }
        tell();
    }

    /** How often in a row the endpoint took nothing. */
    int failuresInARow() {
        return failuresInARow;
    }

    private void heard(WebhookNotification told) {
        boolean isFiring = settings.form() == WebhookForm.ALERTMANAGER && !NotificationText.isOver(told.digest());
        notifications.heard(told, isFiring ? told.body() : null, clock.millis());
    }

    private void pause() {
        repeated.inc();
        int doublings = Math.min(failuresInARow, MOST_DOUBLINGS);
        failuresInARow++;
        if (!isPausing) {
            isPausing = true;
            later(FIRST_WAIT_MILLIS << doublings, this::goOn);
        }
    }

    private void goOn() {
        isPausing = false;
        tell();
    }

    private void later(long millis, Runnable action) {
        if (!isFinishing) {
            long now = getProcessingTimeService().getCurrentProcessingTime();
            ScheduledFuture<?> unused = getProcessingTimeService().registerTimer(now + millis, time -> action.run());
        }
    }

    /** Tells an Alertmanager again of all that is not over; a lost reminder is told again with the next. */
    private void remind() {
        if (isClosed) {
            return;
        }
        Instant now = clock.instant();
        List<String> firing = notifications.firingSince(now.minus(REMINDED).toEpochMilli()).stream()
                .map(alert -> NotificationText.until(alert, now.plus(FIRES)))
                .toList();
        for (int from = 0; from < firing.size(); from += REMINDED_AT_ONCE) {
            List<String> some = firing.subList(from, Math.min(firing.size(), from + REMINDED_AT_ONCE));
            CompletableFuture<?> unused =
                    client.post("[" + String.join(",", some) + "]", "reminder@" + now.toEpochMilli() + "-" + from);
        }
        later(REMIND.toMillis(), this::remind);
    }

    private void deadLetter(String code, String message, WebhookNotification notification) {
        ObjectNode json = DocumentJson.object();
        json.putObject("error").put("code", code).put("message", message);
        String origin = "case:" + notification.caseId() + "@" + notification.version();
        json.put("origin", origin).put("record", notification.body());
        output.collect(new StreamRecord<>(
                OutputDocument.of(OutputDocument.Kind.DEAD_LETTER, origin, 0, DocumentJson.write(json))));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        notifications.write(new DataOutputStream(bytes));
        state.update(List.of(bytes.toByteArray()));
    }

    /** Waits a little: a job whose input ends comes back to nobody. */
    @Override
    public void finish() throws Exception {
        isFinishing = true; // no timer fires any more
        long begin = System.nanoTime();
        while (notifications.size() > 0 && !isClosed && System.nanoTime() - begin < LAST_TRY.toNanos()) {
            if (!mailbox.tryYield()) {
                Thread.sleep(LAST_PAUSE.toMillis());
                goOn();
            }
        }
        if (notifications.size() > 0 && !isClosed) {
            LOG.error("The input has ended, and {} cases could not be told to the webhook", notifications.size());
        }
        super.finish();
    }

    @Override
    public void close() throws Exception {
        isClosed = true;
        super.close();
    }
}
