// Who did what to whom: the processes of a case as a picture.
import {data, el} from './dom.js';
import {number} from './words.js';

/** The tree of a case's most telling process; null where the case names none. */
export function processTree(kase) {
  const own = kase.shtinkering;
  const launched = own.case.stages.includes('launch') || own.target?.pid != null;
  const nodes = launched ? launchNodes(kase, own) : otherNodes(kase);
  return nodes.length === 0 ? null : el('ol', {class: 'processes', 'aria-label': 'Processes'}, nodes);
}

function launchNodes(kase, own) {
  const process = kase.process ?? {};
  const parent = process.parent;
  const initiator = own.target?.initiator_pid;
  const target = own.target?.pid;
  const foreign = initiator != null && initiator !== target;
  const parentAsked = foreign && parent?.pid === initiator;
  return [
    foreign && !parentAsked ? node('Asked for the dump (-ip)', {pid: initiator}, 'asker',
      'Its image is not told here: see its process start.') : null,
    parent ? node(parentAsked ? 'Asked for the dump (-ip), and started it' : 'Started it', parent, parentAsked ? 'asker' : '') : null,
    process.executable || process.pid != null ? node('Error reporting', process, 'reporter', null, kase.user) : null,
    targetNode(own, target),
    kase.file?.path && own.case.stages.includes('dump') ? fileNode(kase.file) : null,
  ].filter(Boolean);
}

function otherNodes(kase) {
  const process = kase.process;
  return [
    process?.parent ? node('Started it', process.parent, '') : null,
    process ? node('Did it', process, 'asker', null, kase.user) : null,
    kase.registry?.path ? el('li', {class: 'node target'}, el('span', {class: 'role'}, 'Registry value'),
      el('code', {class: 'command'}, data(kase.registry.path)),
      kase.registry.data?.strings?.length ? el('span', {class: 'fact'}, 'set to ', data(kase.registry.data.strings.join(', '))) : null) : null,
    kase.file?.path ? fileNode(kase.file) : null,
  ].filter(Boolean);
}

function targetNode(own, target) {
  const resolution = own.lsass.resolution;
  const lsass = own.lsass.pid;
  const says = {
    confirmed: 'This is LSASS.',
    refuted: `This is not LSASS${lsass == null ? '' : `, which has PID ${lsass}`}.`,
    unknown: 'Whether this is LSASS is not known yet.',
  }[resolution] ?? 'Nothing tells what this is.';
  const sources = own.lsass.sources ?? [];
  return el('li', {class: `node target ${resolution === 'confirmed' ? 'lsass' : ''}`},
    el('span', {class: 'role'}, 'Target (-p)'),
    el('strong', {class: 'image'}, resolution === 'confirmed' ? 'lsass.exe' : 'a process'),
    el('span', {class: 'pid'}, target == null ? 'PID not shown' : `PID ${target}`),
    el('span', {class: 'fact'}, says),
    sources.length ? el('span', {class: 'fact'}, 'Known by: ', data(sources.join('; '))) : null);
}

function fileNode(file) {
  return el('li', {class: 'node dumpfile'},
    el('span', {class: 'role'}, 'Dump file'),
    el('code', {class: 'command'}, data(file.path)),
    file.size == null ? null : el('span', {class: 'fact'}, `${number(file.size)} bytes`));
}

function node(role, process, kind, note = null, user = null) {
  const name = process.name ?? process.executable?.split('\\').pop() ?? 'a process';
  const signature = process.code_signature;
  const account = user == null ? null : [user.domain, user.name].filter(Boolean).join('\\');
  return el('li', {class: `node ${kind}`},
    el('span', {class: 'role'}, role),
    el('strong', {class: 'image'}, data(name)),
    process.pid == null ? null : el('span', {class: 'pid'}, `PID ${process.pid}`),
    process.executable ? el('span', {class: 'fact'}, data(process.executable)) : null,
    process.command_line ? el('code', {class: 'command'}, data(process.command_line)) : null,
    account ? el('span', {class: 'fact'}, 'as ', data(account)) : null,
    signature ? el('span', {class: 'fact'}, signature.exists === false ? 'not signed' : 'signed ',
      signature.subject_name ? data(`by ${signature.subject_name}`) : null) : null,
    process.hash?.sha256 ? el('span', {class: 'fact'}, 'SHA-256 ', data(process.hash.sha256)) : null,
    note ? el('span', {class: 'fact'}, note) : null);
}
