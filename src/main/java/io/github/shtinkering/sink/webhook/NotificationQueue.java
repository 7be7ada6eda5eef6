package io.github.shtinkering.sink.webhook;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has been told of each case, what is being told, and what waits: of each case the newest only, in the order in which
 * cases began to wait. Nothing is told twice unless it is not known whether it was heard.
 */
final class NotificationQueue {
    private static final int FORMAT = 2; // of the state
    private static final int MOST_TOLD = 10_000; // cases whose last word is remembered
    private static final int MOST_RESOLVED = 8; // of a case
    private static final String UNKNOWN = "?"; // digest of what was posted and not answered

    private final int fromSeverity;
    private final int mostWaiting;
    private final Map<String, ToldCase> told = new LinkedHashMap<>();
    private final Map<String, List<String>> held = new HashMap<>();
    private final Map<String, WebhookNotification> waiting = new LinkedHashMap<>();
    private final Map<String, WebhookNotification> underWay = new LinkedHashMap<>();

    /**
     * The last word on a case.
     *
     * @param digest of what was told; {@link #UNKNOWN} from when a word is under way until it is heard
     * @param firing alerts that an Alertmanager may hold, told with or without an answer
     * @param resolved alerts that were told to have ended, with their end
     * @param atMillis when
     */
    record ToldCase(String digest, List<String> firing, List<String> resolved, long atMillis) {
        static ToldCase none() {
            return new ToldCase(UNKNOWN, List.of(), List.of(), 0);
        }
    }

    /**
     * @param fromSeverity the lowest severity that is told of a case that was not told yet
     * @param mostWaiting how many cases may wait
     */
    NotificationQueue(int fromSeverity, int mostWaiting) {
        this.fromSeverity = fromSeverity;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Takes over what an Alertmanager holds by case. It may have been told more than the state that this began with knows;
     * that of a case is over when the case is told next.
     */
    void holds(Map<String, List<String>> alerts) {
        held.putAll(alerts);
    }

    /** Takes a case's newest revision; returns what had to leave for it. */
    List<WebhookNotification> offer(WebhookNotification newest) {
        String id = newest.caseId();
        WebhookNotification current = underWay.get(id);
        String before = current == null ? digest(id) : current.digest();
        boolean isNews = before == null
                ? newest.severity() >= fromSeverity || held.containsKey(id)
                : !before.equals(newest.digest());
        if (isNews) {
            waiting.put(id, newest);
        } else {
            waiting.remove(id);
        }
        List<WebhookNotification> left = new ArrayList<>();
        while (waiting.size() > mostWaiting) {
            left.add(leave());
        }
        return left;
    }

    private @Nullable String digest(String id) {
        ToldCase last = told.get(id);
        return last == null ? null : last.digest();
    }

    private WebhookNotification leave() {
        WebhookNotification least = waiting.values().stream()
                .min(Comparator.comparingInt(WebhookNotification::severity))
                .orElseThrow();
        waiting.remove(least.caseId());
        return least;
    }

    /** The next that may be told, which is under way from now on; null when there is none. */
    @Nullable
    WebhookNotification next() {
        for (Iterator<WebhookNotification> all = waiting.values().iterator(); all.hasNext(); ) {
            WebhookNotification next = all.next();
            if (!underWay.containsKey(next.caseId())) {
                all.remove();
                underWay.put(next.caseId(), next);
                ToldCase last = last(next.caseId());
                remember(next.caseId(), new ToldCase(UNKNOWN, last.firing(), last.resolved(), last.atMillis()));
                return next;
            }
        }
        return null;
    }

    /**
     * It was heard.
     *
     * @param firing the alert that an Alertmanager holds now; null for none
     * @param ended alerts that were told to have ended with it, with their end
     */
    void heard(WebhookNotification it, @Nullable String firing, List<String> ended, long nowMillis) {
        underWay.remove(it.caseId());
        held.remove(it.caseId());
        List<String> resolved = new ArrayList<>(last(it.caseId()).resolved());
        resolved.removeIf(before -> firing != null && NotificationText.haveSameLabels(before, firing));
        for (String alert : ended) {
            resolved.removeIf(before -> NotificationText.haveSameLabels(before, alert));
            resolved.add(alert);
        }
        List<String> newest = resolved.subList(Math.max(0, resolved.size() - MOST_RESOLVED), resolved.size());
        remember(
                it.caseId(),
                new ToldCase(
                        it.digest(), firing == null ? List.of() : List.of(firing), List.copyOf(newest), nowMillis));
    }

    /** It was refused, and would be again. */
    void refused(WebhookNotification it, long nowMillis) {
        underWay.remove(it.caseId());
        ToldCase last = last(it.caseId());
        List<String> firing = new ArrayList<>(last.firing());
        firing.remove(it.body());
        remember(it.caseId(), new ToldCase(it.digest(), List.copyOf(firing), last.resolved(), nowMillis));
    }

    private ToldCase last(String caseId) {
        return told.getOrDefault(caseId, ToldCase.none());
    }

    /** It may have been heard or not: it waits again unless a newer revision does, which is told whatever it says. */
    void again(WebhookNotification it) {
        underWay.remove(it.caseId());
        Map<String, WebhookNotification> behind = new LinkedHashMap<>(waiting);
        WebhookNotification newest = behind.getOrDefault(it.caseId(), it);
        behind.remove(it.caseId());
        waiting.clear();
        waiting.put(it.caseId(), newest);
        waiting.putAll(behind);
    }

    /** An alert is on its way, so that the Alertmanager may hold it from now on. */
    void sending(String caseId, String alert, long nowMillis) {
        ToldCase last = last(caseId);
        List<String> firing = new ArrayList<>(last.firing());
        if (!firing.contains(alert)) {
            firing.add(alert);
        }
        remember(caseId, new ToldCase(last.digest(), List.copyOf(firing), last.resolved(), nowMillis));
    }

    private void remember(String caseId, ToldCase last) {
        told.remove(caseId); // so that it is the newest
        told.put(caseId, last);
        Iterator<String> oldest = told.keySet().iterator();
        while (told.size() > MOST_TOLD && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }

    /** Alerts of a case that an Alertmanager may hold. */
    List<String> firing(String caseId) {
        List<String> firing = new ArrayList<>(last(caseId).firing());
        for (String alert : held.getOrDefault(caseId, List.of())) {
            if (firing.stream().noneMatch(known -> NotificationText.haveSameLabels(known, alert))) {
                firing.add(alert);
            }
        }
        return firing;
    }

    /** All alerts that were told since a time and are not over. */
    List<String> firingSince(long millis) {
        return told.values().stream()
                .filter(last -> last.atMillis() >= millis)
                .flatMap(last -> last.firing().stream())
                .toList();
    }

    /** All alerts that were told to have ended since a time; those before it are forgotten. */
    List<String> resolvedSince(long millis) {
        told.replaceAll((id, last) -> last.atMillis() >= millis
                ? last
                : new ToldCase(last.digest(), last.firing(), List.of(), last.atMillis()));
        return told.values().stream().flatMap(last -> last.resolved().stream()).toList();
    }

    /** How many cases wait, those that are under way included. */
    int size() {
        return waiting.size() + underWay.size();
    }

    /** Writes all; what is under way counts as waiting. */
    void write(DataOutput out) throws IOException {
        Map<String, WebhookNotification> unheard = new LinkedHashMap<>(underWay);
        unheard.putAll(waiting);
        out.writeByte(FORMAT);
        out.writeInt(told.size());
        for (Map.Entry<String, ToldCase> entry : told.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue().digest());
            out.writeLong(entry.getValue().atMillis());
            writeTexts(entry.getValue().firing(), out);
            writeTexts(entry.getValue().resolved(), out);
        }
        out.writeInt(unheard.size());
        for (WebhookNotification notification : unheard.values()) {
            notification.write(out);
        }
    }

    /** Takes over what another has written. */
    void read(DataInput in) throws IOException {
        int format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("state of a webhook has format " + format + ", which this version does not know");
        }
        for (int count = in.readInt(); count > 0; count--) {
            String id = in.readUTF();
            String digest = in.readUTF();
            long at = in.readLong();
            told.put(id, new ToldCase(digest, readTexts(in), readTexts(in), at));
        }
        for (int count = in.readInt(); count > 0; count--) {
            WebhookNotification notification = WebhookNotification.read(in);
            waiting.put(notification.caseId(), notification);
        }
    }

    private static void writeTexts(List<String> texts, DataOutput out) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            WebhookNotification.writeText(text, out);
        }
    }

    private static List<String> readTexts(DataInput in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            texts.add(WebhookNotification.readText(in));
        }
        return List.copyOf(texts);
    }
}
