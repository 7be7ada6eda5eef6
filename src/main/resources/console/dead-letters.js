// Dead records: by cause, with examples.
import {copyButton, data, el, pasteable} from './dom.js';
import {onKeys} from './keys.js';
import {Live, showSource} from './live.js';
import {plural} from './words.js';

const content = document.getElementById('content');

new Live(() => '/api/dead-letters', show);
new Live(() => '/api/overview', overview => showSource(overview.source));

function show(answer) {
  content.removeAttribute('aria-busy');
  content.replaceChildren(...(answer.causes == null ? unknown() : answer.causes.length === 0 ? none() : answer.causes.map(cause)));
}

function unknown() {
  return [el('div', {class: 'empty'}, el('p', {}, 'An index of cases does not hold them: see the topic or the file of dead letters.'))];
}

function none() {
  return [el('div', {class: 'empty'}, el('p', {}, 'No dead record.'))];
}

function cause(found) {
  const title = `cause-${found.code}`;
  return el('article', {class: 'campaign', 'aria-labelledby': title},
    el('h2', {id: title}, data(found.code)),
    el('p', {}, plural(found.count, 'record')),
    found.examples.map((example, i) => el('figure', {class: 'query'},
      el('figcaption', {}, el('span', {}, data(example.origin), ': ', data(example.message)),
        copyButton(`example ${i + 1} of ${found.code}`, () => pasteable(example.record))),
      el('pre', {tabindex: '0', role: 'region', 'aria-label': `Example ${i + 1} of ${found.code}`}, el('code', {}, data(example.record))))));
}

onKeys({Escape: () => location.assign('/')});
