// Asks again while the page is seen, and tells in the page's head how fresh it is.
import {data, el} from './dom.js';
import {time} from './words.js';

const PAUSE = 2000;
const LONGEST_PAUSE = 15000;

/**
 * Keeps something up to date.
 * url: says what to ask for now; show: gets the answer when it has changed; missing: called for a 404.
 */
export class Live {
  constructor(url, show, missing = () => {}) {
    this.url = url;
    this.show = show;
    this.missing = missing;
    this.failures = 0;
    this.asked = 0;
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.refresh(); });
    this.refresh();
  }

  /** Asks now; an older question's answer is then no longer wanted. */
  async refresh() {
    clearTimeout(this.timer);
    const ticket = ++this.asked;
    try {
      await this.ask(ticket);
      this.failures = 0;
      unreachable(this, null);
    } catch (problem) {
      this.failures++;
      unreachable(this, problem.message);
    }
    if (ticket === this.asked && !document.hidden) {
      this.timer = setTimeout(() => this.refresh(), Math.min(PAUSE * 2 ** this.failures, LONGEST_PAUSE));
    }
  }

  async ask(ticket) {
    const url = this.url();
    const headers = this.tag && this.tagged === url ? {'If-None-Match': this.tag} : {};
    const answer = await fetch(url, {headers});
    if (ticket !== this.asked || answer.status === 304) {
      return;
    }
    if (answer.status === 401) {
      location.assign('/login');
    } else if (answer.status === 404) {
      this.missing();
    } else if (!answer.ok) {
      throw new Error((await answer.text()).trim());
    } else {
      const content = await answer.json();
      if (ticket === this.asked) {
        this.tag = answer.headers.get('ETag');
        this.tagged = url;
        this.show(content);
      }
    }
  }
}

const problems = new Map();
let known = null;

function unreachable(live, message) {
  if (message == null) {
    problems.delete(live);
  } else {
    problems.set(live, message);
  }
  showSource(known);
}

/** What a source calls its state, in the page's head, and what must be known before its cases are read. */
export function showSource(source) {
  known = source;
  const notice = document.getElementById('notice');
  if (notice != null && source != null) {
    notice.hidden = source.notice == null;
    notice.textContent = source.notice ?? '';
  }
  const place = document.getElementById('source');
  const problem = [...problems.values()][0];
  if (problem != null) {
    place.replaceChildren(state('lost', 'Not reachable'), ' ', data(problem));
  } else if (source != null) {
    const states = {running: 'Live', complete: 'Complete', waiting: 'Waiting'};
    place.replaceChildren(
      state(source.state, states[source.state] ?? source.state), ' ',
      data(shortened(source.name), {class: 'name', title: source.name}),
      ...(source.updated ? [el('span', {class: 'written'}, ' written ', time(source.updated, {date: source.state === 'complete'}))] : []));
  }
}

/** The end of a path says enough; the rest is in its title. */
function shortened(name) {
  return /^\/.*\/.*\//.test(name) ? `…/${name.split('/').slice(-2).join('/')}` : name;
}

function state(kind, text) {
  return el('span', {class: `state ${kind}`}, text);
}
