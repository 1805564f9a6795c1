import { segmentLayer, streetNameLayer, waterLayer } from './layers/roads.js';
import { busLayer, carParkLayer, junctionLayer } from './layers/points.js';

const { Map: OlMap, View, proj, control } = ol;

/** The map: our own tiles below, what lives above. `onLook` gets the box in view, `onPick` what was clicked. */
export function createMap(target, city, state, { onLook, onPick }) {
  const [minLon, minLat, maxLon, maxLat] = city.bounds;
  const segments = segmentLayer(state);
  const buses = busLayer(state);
  const carParks = carParkLayer(state);
  const junctions = junctionLayer(state);
  const streetNames = streetNameLayer();
  const view = new View({ minZoom: 9, maxZoom: 20, constrainResolution: false });
  const map = new OlMap({
    target,
    view,
    layers: [waterLayer(), segments, streetNames, carParks.layer, junctions.layer, buses.layer],
    controls: control.defaults.defaults({ attribution: false }).extend([new control.ScaleLine()]),
  });
  view.fit(proj.transformExtent([minLon, minLat, maxLon, maxLat], 'EPSG:4326', 'EPSG:3857'), { padding: [8, 8, 8, 8] });

  const look = () => {
    const extent = view.calculateExtent(map.getSize());
    onLook(proj.transformExtent(extent, 'EPSG:3857', 'EPSG:4326'));
  };
  map.on('moveend', look);
  map.on('singleclick', (event) => {
    const hits = map.getFeaturesAtPixel(event.pixel, { hitTolerance: 6 });
    const hit = hits.find((feature) => feature.get('thing')) ?? hits.find((feature) => feature.get('layer') === 'segments');
    onPick(hit ? pickOf(hit) : null);
  });

  return {
    map,
    relabel: () => streetNames.changed(),
    redraw() {
      segments.changed();
      buses.refresh();
      carParks.refresh();
      junctions.refresh();
    },
  };
}

function pickOf(feature) {
  const thing = feature.get('thing');
  if (thing) return { kind: feature.get('kind'), id: thing.id, thing };
  return { kind: 'segment', id: feature.get('id'), index: feature.getId(), names: { zh: feature.get('zh'), en: feature.get('en') } };
}
