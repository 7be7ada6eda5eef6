// The score as it was put together: every part begins where the one before it ended.
import {data, el} from './dom.js';
import {BANDS, number, severityBadge} from './words.js';

/** The scale of bands with the score on it. */
export function scale(score, severity) {
  return el('div', {class: 'scale'},
    el('p', {class: 'total'}, severityBadge(severity, score), el('span', {class: 'of'}, ' of 100')),
    el('div', {class: 'bands', 'aria-hidden': 'true'},
      BANDS.map(([name, from, to]) => {
        const band = el('span', {class: `band ${name}${name === severity ? ' here' : ''}`}, el('span', {}, name));
        band.style.flexGrow = to - from + 1;
        return band;
      }),
      placed(el('span', {class: 'needle'}), score, score)));
}

function placed(node, from) {
  node.style.insetInlineStart = `${from}%`;
  return node;
}

/** A row for every part, with the sum so far; evidence is named by its place in the timeline. */
export function parts(score, total, positions) {
  const list = score.parts ?? [];
  let sum = 0;
  const sums = list.map(part => ({part, before: sum, after: (sum += part.points)}));
  const widest = Math.max(100, ...sums.map(s => s.after));
  return el('table', {class: 'parts'},
    el('caption', {class: 'visually-hidden'}, 'Parts of the score; their points add up to the total'),
    el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, 'Reason'), el('th', {scope: 'col', class: 'points'}, 'Points'),
      el('th', {scope: 'col', class: 'points'}, 'Sum'))),
    el('tbody', {}, sums.map(step => row(step, widest, positions))),
    el('tfoot', {}, el('tr', {}, el('th', {scope: 'row'}, 'Total'), el('td', {}), el('td', {class: 'points', id: 'score-total'}, number(total)))));
}

function row({part, before, after}, widest, positions) {
  const bar = el('span', {class: `bar ${part.points < 0 ? 'minus' : 'plus'}`});
  bar.style.insetInlineStart = `${100 * Math.max(0, Math.min(before, after)) / widest}%`;
  bar.style.width = `${100 * Math.abs(part.points) / widest}%`;
  return el('tr', {'data-part': part.name},
    el('th', {scope: 'row'},
      el('span', {class: 'why'}, data(part.reason)),
      references(part.evidence ?? [], positions),
      el('span', {class: 'track', 'aria-hidden': 'true'}, bar)),
    el('td', {class: 'points', 'data-points': part.points}, part.points < 0 ? `−${number(-part.points)}` : `+${number(part.points)}`),
    el('td', {class: 'points sum'}, number(after)));
}

function references(ids, positions) {
  const known = ids.map(id => positions.get(id)).filter(position => position != null);
  return known.length === 0 ? null : el('span', {class: 'refs'}, 'evidence ',
    known.flatMap((position, i) => [i ? ', ' : '', el('a', {href: `#evidence-${position}`}, String(position))]));
}
