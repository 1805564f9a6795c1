import { nameOf, say } from './language.js';
import { levelColours, levelInk, bus, parkColour, signalColour } from './palette.js';
import { getJson } from './session.js';

const byId = (id) => document.getElementById(id);
const number = (value, digits = 0) => (value === null || value === undefined ? '–' : value.toFixed(digits));

function rows(table, lines) {
  table.tBodies[0].replaceChildren(...lines.map((cells) => {
    const row = document.createElement('tr');
    row.append(...cells.map((cell) => {
      const element = document.createElement('td');
      element.append(cell ?? '–');
      return element;
    }));
    return row;
  }));
}

export function showIndex(index) {
  const output = byId('index');
  const known = index && index.index !== null && index.index !== undefined;
  const level = known ? levelNumber(index.level) : null;
  output.textContent = known ? `${say('index')} ${index.index.toFixed(2)} ${say('levels')[level]}` : `${say('index')} ${say('noData')}`;
  output.style.background = known ? levelColours[level] : '';
  output.style.color = known ? levelInk[level] : '';
  rows(byId('districts'), (index?.byDistrict ?? []).map((district) => [
    nameOf(district.names), number(district.index, 2), say('levels')[levelNumber(district.level)],
  ]));
}

const ORDER = ['SMOOTH', 'MOSTLY_SMOOTH', 'LIGHT', 'MODERATE', 'SEVERE'];
const levelNumber = (level) => ORDER.indexOf(level);

export function showFeeds(feeds) {
  rows(byId('feeds'), (feeds ?? []).map((feed) => [
    feed.id, `${number(feed.ratePerSecond, 1)} ${say('perSecond')}`, `${feed.rejected} ${say('rejected')}`,
  ]));
}

export function showLegend() {
  const line = (colour, text, shape) => {
    const item = document.createElement('li');
    const mark = document.createElement('i');
    mark.className = shape;
    mark.style.background = colour;
    item.append(mark, text);
    return item;
  };
  byId('legend').replaceChildren(
    ...say('levels').map((text, i) => line(levelColours[i], text, 'line')),
    line(bus, say('bus'), 'dot'),
    line(parkColour(10, 20), say('carPark'), 'dot'),
    line(signalColour({ communication: 'ONLINE' }), say('signal'), 'dot'),
  );
}

/** What is known of the picked thing; `null` closes the box. */
export async function showSelected(pick, state, close) {
  const section = byId('selected');
  section.hidden = !pick;
  if (!pick) return;
  const title = document.createElement('h2');
  title.textContent = `${say(pick.kind)} ${nameOf(pick.names ?? pick.thing?.names) || pick.id}`;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = '×';
  button.setAttribute('aria-label', say('close'));
  button.onclick = close;
  const table = document.createElement('table');
  table.createTBody();
  section.replaceChildren(button, title, table);
  rows(table, await facts(pick, state));
}

async function facts(pick, state) {
  if (pick.kind === 'segment') {
    const live = state.segments.get(pick.index);
    if (!live) return [[say('noData'), '']];
    return [[say('speed'), `${number(live.speedKmh, 1)} km/h`], ['', say('levels')[live.level]]];
  }
  if (pick.kind === 'bus') {
    const live = state.buses.get(pick.id);
    return live ? [[say('route'), live.routeRef ?? '–'], [say('age'), `${number(live.ageSeconds)} ${say('secondsAgo')}`]] : [[say('noData'), '']];
  }
  if (pick.kind === 'carPark') {
    const live = state.parking.get(pick.id);
    return [[say('freeSpaces'), live ? `${live.free} / ${live.total ?? '–'}` : say('noData')]];
  }
  const signal = await getJson(`/api/v1/signals/${encodeURIComponent(pick.id)}`).catch(() => null);
  const live = state.signals.get(pick.id) ?? {};
  return [
    [say('stage'), String(live.stage ?? '–')],
    [say('mode'), say('modes')[live.mode] ?? live.mode ?? '–'],
    [say('plan'), String(signal?.signal?.planNumber ?? '–')],
    [say('communication'), say('communications')[live.communication] ?? live.communication ?? say('unknown')],
  ];
}
