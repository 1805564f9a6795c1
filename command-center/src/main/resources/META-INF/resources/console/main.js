import { apply, nameOf, onLanguage, say, switchLanguage } from './language.js';
import { LiveLink } from './live.js';
import { createMap } from './map.js';
import { showFeeds, showIndex, showLegend, showSelected } from './panel.js';
import { forget, getJson, session, signedIn } from './session.js';
import { CityState } from './state.js';

const byId = (id) => document.getElementById(id);
const state = new CityState();
let view = null;
let linkState = 'connecting';
let pick = null;

byId('language').onclick = switchLanguage;
byId('sign-out').onclick = () => {
  forget();
  location.reload();
};

const city = await getJson('/open/v1/city');
byId('synthetic').hidden = !city.partlySynthetic;
byId('credit').textContent = city.credit;

function showPicked() {
  showSelected(pick, state, () => {
    pick = null;
    showPicked();
  });
}

function showAll() {
  showIndex(state.index);
  showFeeds(state.feeds);
  showPicked();
  byId('clock').textContent = state.asOf ? new Date(state.asOf).toLocaleTimeString(document.documentElement.lang, { timeZone: 'Asia/Shanghai' }) : '';
}

function showLink() {
  byId('link').textContent = say(linkState);
  byId('link').dataset.state = linkState;
}

onLanguage(() => {
  byId('city-name').textContent = nameOf(city.names);
  byId('language').textContent = say('languageName');
  byId('language').title = say('switchHint');
  showLegend();
  showLink();
  showAll();
  view?.relabel();
});
apply();

const { token } = await signedIn();
byId('sign-out').hidden = false;

const link = new LiveLink(token, {
  onFrame(frame) {
    state.apply(frame);
    view?.redraw();
    showAll();
  },
  onState(now) {
    linkState = now;
    showLink();
  },
  onRefused() {
    if (!session()) location.reload();
  },
});

view = createMap('map', city, state, {
  onLook: (bbox) => link.look(bbox),
  onPick(picked) {
    pick = picked;
    showPicked();
  },
});

// For a person at the browser's own console, and for the tests.
window.haihe = { map: view.map, state };
