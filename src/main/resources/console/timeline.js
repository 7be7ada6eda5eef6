// The evidence of a case in the order of its story: the chain of stages in short, then every piece.
import {copyButton, data, el, json} from './dom.js';
import {gap, number, plural, STAGE_NAMES, STAGES, time, word} from './words.js';

const ORDER = ['reboot', 'arming', 'launch', 'dump', 'handling', 'disarming'];

/** As the job tells a story: by the second, then by stage, then exactly (ties stay as they came). */
export function inOrder(evidence) {
  const second = item => Math.floor(Date.parse(item.time) / 1000);
  const rank = item => (ORDER.indexOf(item.stage) + ORDER.length + 1) % (ORDER.length + 1);
  return [...evidence].sort((a, b) =>
    second(a) - second(b) || rank(a) - rank(b) || Date.parse(a.time) - Date.parse(b.time));
}

/** The three stages beside each other, with when and how far apart. */
export function chain(evidence, stages) {
  const steps = STAGES.map(stage => ({stage, first: evidence.find(item => item.stage === stage)}));
  const after = evidence.filter(item => item.stage === 'handling');
  return el('ol', {class: 'story', 'aria-label': 'Stages'},
    steps.map((step, i) => stageStep(step, stages, steps.slice(0, i).reverse().find(s => s.first)?.first)),
    after.length > 0
      ? el('li', {class: 'step handling'}, el('span', {class: 'name'}, 'Then'),
          el('span', {class: 'what'}, 'the dump was handled'), time(after[0].time, {date: false}))
      : null);
}

function stageStep({stage, first}, stages, before) {
  const counts = stages.includes(stage);
  const what = counts ? (first ? 'seen' : 'known') : first ? 'seen, but does not count' : 'not seen';
  return el('li', {class: `step ${counts ? stage : 'missing'}`},
    el('span', {class: 'name'}, el('span', {class: 'tick', 'aria-hidden': 'true'}, counts ? '✓' : '–'), STAGE_NAMES[stage]),
    el('span', {class: 'what'}, what, counts && first && before ? ` ${gap(before.time, first.time)} later` : null),
    first ? time(first.time, {date: false}) : null);
}

/** Every piece of evidence, numbered, with the time that passed between them. */
export function timeline(evidence) {
  const list = el('ol', {class: 'timeline', 'aria-label': 'Evidence in the order of the story'});
  let before = null;
  let day = '';
  evidence.forEach((item, i) => {
    const itsDay = String(item.time).slice(0, 10);
    list.append(piece(item, i + 1, before == null ? '' : gap(before.time, item.time), itsDay !== day));
    before = item;
    day = itsDay;
  });
  return list;
}

function piece(item, position, passed, newDay) {
  const known = Object.hasOwn(STAGE_NAMES, item.stage) ? item.stage : 'other';
  return el('li', {class: `piece ${known}`, id: `evidence-${position}`, 'data-stage': item.stage, tabindex: '-1'},
    el('div', {class: 'piece-head'},
      el('span', {class: 'stage'}, word(STAGE_NAMES, item.stage)),
      time(item.time, {date: newDay}),
      passed ? el('span', {class: 'gap'}, `${passed} later`) : null,
      item.count > 1 ? el('span', {class: 'gap'}, `${number(item.count)} times`) : null),
    el('p', {class: 'summary'}, data(item.summary)),
    origin(item, position));
}

function origin(item, position) {
  const sensors = item.formats?.length ?? 0;
  return el('details', {class: 'origin'},
    el('summary', {}, `${number(position)}. from `, data(item.formats?.join(', ')),
      sensors > 1 ? ` (${plural(sensors, 'sensor')} agree)` : null),
    el('ul', {}, (item.origins ?? []).map(place => el('li', {}, data(place)))),
    el('p', {}, 'Evidence ', el('code', {}, data(item.id)), ' ',
      copyButton(`evidence ${position} as JSON`, () => json(item))));
}
