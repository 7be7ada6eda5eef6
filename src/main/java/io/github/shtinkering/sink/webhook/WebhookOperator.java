package io.github.shtinkering.sink.webhook;

import io.github.shtinkering.publish.document.DeadLetterDigest;
import io.github.shtinkering.publish.json.DocumentJson;
import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.sink.webhook.WebhookClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
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

    /** It may be gone before it has told others of an end: as Prometheus does, we tell of that for a while. */
    private static final Duration REMINDED_OF_END = Duration.ofMinutes(15);

    private static final int REMINDED_AT_ONCE = 100;

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
    private transient boolean isReminderDue;
    private transient Queue<String> reminders;
    private transient @Nullable ScheduledFuture<?> nextReminder;
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
        reminders = new ArrayDeque<>();
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
            askWhatIsHeld();
            remindIn(Duration.ZERO);
        }
        tell();
    }

    /** Without an answer, what was told since the state was written may stand there until its end. */
    private void askWhatIsHeld() throws InterruptedException {
        try {
            notifications.holds(NotificationText.held(client.alertsOfCases()));
        } catch (IOException e) {
            LOG.warn("The Alertmanager does not say which alerts it holds: {}", e.toString());
        }
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
        if (isReminderDue && underWay == 0 && !isPausing && reminders.isEmpty()) {
            beginReminder();
        }
        while (!isReminderDue && !isPausing && !isClosed && underWay < (failuresInARow == 0 ? MOST_UNDER_WAY : 1)) {
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
        Instant now = clock.instant();
        List<String> alerts = new ArrayList<>(ended(next, now));
        if (!NotificationText.isOver(next.digest())) {
            alerts.add(NotificationText.until(next.body(), now.plus(FIRES)));
            notifications.sending(next.caseId(), next.body(), now.toEpochMilli());
        }
        return array(alerts);
    }

    /** What an Alertmanager may hold of a case and shall not: all where the case is over, else what has other labels. */
    private List<String> ended(WebhookNotification newest, Instant now) {
        boolean isOver = NotificationText.isOver(newest.digest());
        return notifications.firing(newest.caseId()).stream()
                .filter(firing -> isOver || !NotificationText.haveSameLabels(firing, newest.body()))
                .map(firing -> NotificationText.over(firing, newest.body(), now))
                .toList();
    }

    private static String array(List<String> alerts) {
        return "[" + String.join(",", alerts) + "]";
    }

    private void settle(WebhookNotification told, @Nullable Answer answer, @Nullable Throwable error) {
        underWay--;
        if (isClosed) {
            return;
        }
        if (answer != null && answer.isHeard()) {
            if (failuresInARow > 0 && settings.form() == WebhookForm.ALERTMANAGER) {
                remindIn(Duration.ZERO); // it may have been started anew
            }
            failuresInARow = 0;
            waitingSinceMillis = clock.millis();
            heard.inc();
            heard(told);
        } else if (answer != null && answer.isFinal()) {
            failuresInARow = 0;
            waitingSinceMillis = clock.millis();
            refused.inc();
            deadLetter("webhook-refused", "The webhook answered with " + answer.status() + ": " + answer.text(), told);
            notifications.refused(told, clock.millis());
        } else {
            LOG.warn("The webhook took nothing ({}), telling it again", answer == null ? "no answer" : answer, error);
            notifications.again(told);
            pause();
        }
        tell();
    }

    /** How many cases are being told. */
    int underWay() {
        return underWay;
    }

    /** How often in a row the endpoint took nothing. */
    int failuresInARow() {
        return failuresInARow;
    }

    private void heard(WebhookNotification told) {
        boolean isFiring = settings.form() == WebhookForm.ALERTMANAGER && !NotificationText.isOver(told.digest());
        Instant now = clock.instant();
        notifications.heard(told, isFiring ? told.body() : null, ended(told, now), now.toEpochMilli());
    }

    private void pause() {
        repeated.inc();
        int doublings = Math.min(failuresInARow, MOST_DOUBLINGS);
        failuresInARow++;
        if (!isPausing) {
            isPausing = true;
            ScheduledFuture<?> unused = later(FIRST_WAIT_MILLIS << doublings, this::goOn);
        }
    }

    private void goOn() {
        isPausing = false;
        tell();
    }

    private @Nullable ScheduledFuture<?> later(long millis, Runnable action) {
        if (isFinishing) {
            return null;
        }
        long now = getProcessingTimeService().getCurrentProcessingTime();
        return getProcessingTimeService().registerTimer(now + millis, time -> action.run());
    }

    private void remindIn(Duration wait) {
        if (nextReminder != null) {
            nextReminder.cancel(false);
        }
        nextReminder = later(wait.toMillis(), this::remind);
    }

    /** Tells an Alertmanager again of all that is not over, and of what ended a while ago. */
    private void remind() {
        isReminderDue = true;
        tell();
    }

    /** Nothing else is told meanwhile: a reminder that arrives after the end of an alert would raise it again. */
    private void beginReminder() {
        Instant now = clock.instant();
        List<String> alerts = new ArrayList<>();
        for (String firing : notifications.firingSince(now.minus(REMINDED).toEpochMilli())) {
            alerts.add(NotificationText.until(firing, now.plus(FIRES)));
        }
        alerts.addAll(notifications.resolvedSince(now.minus(REMINDED_OF_END).toEpochMilli()));
        for (int from = 0; from < alerts.size(); from += REMINDED_AT_ONCE) {
            reminders.add(array(alerts.subList(from, Math.min(alerts.size(), from + REMINDED_AT_ONCE))));
        }
        postReminder();
    }

    private void postReminder() {
        String next = reminders.peek();
        if (next == null) {
            isReminderDue = false;
            remindIn(REMIND);
            return;
        }
        String key = "reminder@" + clock.millis() + "-" + reminders.size();
        CompletableFuture<?> unused = client.post(next, key).handle((answer, error) -> {
            mailbox.execute(() -> settleReminder(answer, error), "an answer to a reminder");
            return null;
        });
    }

    /** What is lost of a reminder is told with the next. */
    private void settleReminder(@Nullable Answer answer, @Nullable Throwable error) {
        if (isClosed) {
            return;
        }
        if (answer != null && (answer.isHeard() || answer.isFinal())) {
            reminders.remove();
        } else {
            reminders.clear();
        }
        if (answer == null || !answer.isHeard()) {
            LOG.warn("The webhook did not take a reminder ({})", answer == null ? "no answer" : answer, error);
        }
        postReminder();
        tell();
    }

    private void deadLetter(String code, String message, WebhookNotification notification) {
        String origin = "case:" + notification.caseId() + "@" + notification.version();
        DeadLetterDigest letter = new DeadLetterDigest(code, message, origin);
        String json = DocumentJson.write(letter.json().put("record", notification.body()));
        output.collect(new StreamRecord<>(OutputDocument.deadLetter(letter, json)));
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
