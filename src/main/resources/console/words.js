// The console's words for what documents say, and its way of writing times and numbers.
import {data, el} from './dom.js';

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'];
export const STAGES = ['arming', 'launch', 'dump'];
const MARKS = {critical: '◆', high: '▲', medium: '■', low: '●', info: '○'};

/** Where a band begins and ends, from the contract. */
export const BANDS = [['info', 0, 20], ['low', 21, 46], ['medium', 47, 72], ['high', 73, 89], ['critical', 90, 100]];

export const VERDICTS = {
  'attempt': 'Attempt',
  'precursor': 'Precursor',
  'lsass-crash': 'LSASS crash',
  'related-technique': 'Related technique',
  'benign': 'Benign',
};

/** The filter for what a person has still to look at; an answer has no such value. */
export const TO_READ = {name: 'to-read', words: 'Open or settled', statuses: ['open', 'settled']};

export const STATUSES = {
  'open': 'Open',
  'settled': 'Settled',
  'suppressed': 'Suppressed by an exception',
  'merged': 'Merged into another',
  'withdrawn': 'Withdrawn',
};

export const STAGE_NAMES = {
  'arming': 'Arming',
  'launch': 'Launch',
  'dump': 'Dump',
  'handling': 'Dump handled',
  'disarming': 'Disarming',
  'crash': 'Crash record',
  'lsass-ended': 'LSASS ended',
  'lsass-alive': 'LSASS alive',
  'reboot': 'Reboot',
  'remote-registry': 'Remote registry',
  'vendor-alert': 'Vendor alert',
};

/** What an account did in a case. */
export const ROLES = {
  'armed-by': 'enabled the dumps',
  'reset-by': 'reset the setting',
  'registry-reached-by': 'reached the registry',
  'asked-for-by': 'asked for the dump',
  'written-by': 'wrote a dump',
  'read-by': 'read the dump',
  'copied-by': 'copied the dump',
  'archived-by': 'archived the dump',
  'renamed-by': 'renamed the dump',
  'deleted-by': 'deleted the dump',
  'logged-on': 'was logged on',
};

/** A known word, or what stands there. */
export function word(words, value) {
  return Object.hasOwn(words, value) ? words[value] : String(value ?? '');
}

const NUMBER = new Intl.NumberFormat('en');

export function number(value) {
  return NUMBER.format(value);
}

export function plural(count, one, many = `${one}s`) {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** A band by its mark and its name: never by colour alone. */
export function severityBadge(severity, score) {
  const known = SEVERITIES.includes(severity) ? severity : 'info';
  return el('span', {class: `severity ${known}`},
    el('span', {class: 'mark', 'aria-hidden': 'true'}, MARKS[known]),
    score == null ? null : el('span', {class: 'score'}, number(score)),
    ' ', data(severity));
}

export function severityMark(severity) {
  return el('span', {class: `mark ${severity}`, 'aria-hidden': 'true'}, MARKS[severity] ?? '○');
}

/** 2026-11-09 07:12:00 UTC; what is no time is shown as it stands. */
export function time(text, {date = true, suffix = true} = {}) {
  const millis = Date.parse(text);
  if (Number.isNaN(millis)) {
    return data(text || 'unknown');
  }
  const iso = new Date(millis).toISOString();
  const fraction = iso.slice(19, 23) === '.000' ? '' : iso.slice(19, 23);
  return el('time', {datetime: iso, title: new Date(millis).toString()},
    date ? `${iso.slice(0, 10)} ` : null,
    el('span', {class: 'clock'}, iso.slice(11, 19) + (date ? '' : fraction)),
    suffix ? ' UTC' : null);
}

/** How long between two times, in words. */
export function gap(fromText, toText) {
  const seconds = Math.round((Date.parse(toText) - Date.parse(fromText)) / 1000);
  if (Number.isNaN(seconds) || seconds < 0) {
    return '';
  }
  for (const [unit, length] of [['day', 86400], ['hour', 3600], ['minute', 60]]) {
    if (seconds >= 2 * length) {
      return plural(Math.round(seconds / length), unit);
    }
  }
  return plural(seconds, 'second');
}

/** The three stages as a small chain; a missing one is an empty link. */
export function stageChain(stages) {
  const seen = STAGES.filter(stage => stages.includes(stage));
  return el('span', {class: 'chain', role: 'img', 'aria-label': seen.length ? seen.join(', ') : 'no stage'},
    STAGES.map(stage => el('span', {
      class: stages.includes(stage) ? `link ${stage}` : 'link missing',
      title: `${stage}${stages.includes(stage) ? '' : ': not seen'}`,
      'aria-hidden': 'true',
    }, stage[0].toUpperCase())));
}
