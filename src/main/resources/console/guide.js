// What to do next: steps with their commands, and queries to paste.
import {copyButton, data, el, pasteable} from './dom.js';

const QUERY = /^(ES\|QL|KQL|SPL|Lucene): ([^]*)$/;

/** The steps of a case's guide, and its queries below them. */
export function guide(steps) {
  const queries = steps.map(step => QUERY.exec(step)).filter(Boolean);
  const actions = steps.filter(step => !QUERY.test(step));
  return [
    actions.length === 0 ? null : el('ol', {class: 'guide'}, actions.map(step => el('li', {}, action(step)))),
    queries.length === 0 ? null : el('details', {class: 'queries'}, el('summary', {}, `Queries to paste (${queries.length})`),
      queries.map(([, language, text], i) => query(language, text, i + 1))),
  ].filter(Boolean);
}

/** What stands between backticks is a command. */
function action(step) {
  return step.split('`').map((text, i) => i % 2 === 0 ? data(text) : el('span', {class: 'inline-command'},
    el('code', {}, data(text)), copyButton('this command', () => pasteable(text))));
}

function query(language, text, position) {
  return el('figure', {class: 'query'},
    el('figcaption', {}, el('strong', {}, language), copyButton(`query ${position}, ${language}`, () => pasteable(text))),
    el('pre', {tabindex: '0', role: 'region', 'aria-label': `${language} query ${position}`}, el('code', {}, data(text))));
}
