import { bus as busColour, parkColour, signalColour } from '../palette.js';
import { getJson } from '../session.js';

const { Feature, geom: { Point }, proj: { fromLonLat }, layer: { Vector: VectorLayer }, source: { Vector: VectorSource }, style: { Style, RegularShape, Circle, Fill, Stroke, Text } } = ol;

const outline = new Stroke({ color: '#0b1620', width: 1.5 });
const label = (text, offsetY) => new Text({ text, offsetY, font: '11px system-ui', fill: new Fill({ color: '#dce8f0' }), stroke: new Stroke({ color: '#0b1620', width: 3 }) });
const cached = (make) => {
  const known = new Map();
  return (key, ...rest) => {
    if (!known.has(key)) known.set(key, make(...rest));
    return known.get(key);
  };
};

const busRadius = (resolution) => (resolution < 10 ? 7 : resolution < 25 ? 4.5 : 2.5);

/** Buses as arrowheads in their direction; the older the fix, the fainter; small where a whole city is in view. */
export function busLayer(state) {
  const source = new VectorSource();
  const layer = new VectorLayer({
    source,
    zIndex: 30,
    style(feature, resolution) {
      const { bearing, ageSeconds, routeRef } = feature.get('thing');
      const shape = new RegularShape({
        points: 3, radius: busRadius(resolution), rotation: (bearing * Math.PI) / 180, rotateWithView: true, stroke: outline,
        fill: new Fill({ color: ageSeconds > 60 ? `${busColour}66` : busColour }),
      });
      return new Style({ image: shape, text: resolution < 6 && routeRef ? label(routeRef, -14) : undefined });
    },
  });
  return {
    layer,
    refresh() {
      for (const feature of source.getFeatures()) {
        if (!state.buses.has(feature.getId())) source.removeFeature(feature);
      }
      for (const bus of state.buses.values()) {
        const at = fromLonLat([bus.lon, bus.lat]);
        const known = source.getFeatureById(bus.id);
        if (known) {
          known.set('thing', bus, true);
          known.getGeometry().setCoordinates(at);
        } else {
          const feature = new Feature({ geometry: new Point(at), thing: bus, kind: 'bus' });
          feature.setId(bus.id);
          source.addFeature(feature);
        }
      }
    },
  };
}

export function carParkLayer(state) {
  const image = cached((colour) => new Style({ image: new RegularShape({ points: 4, angle: Math.PI / 4, radius: 6, fill: new Fill({ color: colour }), stroke: outline }) }));
  return placeLayer('/open/v1/car-parks.geojson', 'carPark', 10, 30, state, (id, resolution) => {
    const live = state.parking.get(id);
    const colour = parkColour(live?.free, live?.total);
    const text = live && resolution < 8 ? String(live.free) : '';
    const style = image(`${colour}${text}`, colour);
    if (text && !style.getText()) style.setText(label(text, -13));
    return style;
  });
}

export function junctionLayer(state) {
  const image = cached((colour) => new Style({ image: new Circle({ radius: 5, fill: new Fill({ color: colour }), stroke: outline }) }));
  return placeLayer('/open/v1/junctions.geojson', 'signal', 20, 25, state, (id, resolution) => {
    const live = state.signals.get(id);
    const colour = signalColour(live);
    const text = live?.stage && resolution < 4 ? String(live.stage) : '';
    const style = image(`${colour}${text}`, colour);
    if (text && !style.getText()) style.setText(label(text, 14));
    return style;
  });
}

function placeLayer(url, kind, zIndex, maxResolution, state, styleOf) {
  const source = new VectorSource();
  const layer = new VectorLayer({ source, zIndex, maxResolution, style: (feature, resolution) => styleOf(feature.getId(), resolution) });
  getJson(url).then((collection) => {
    for (const { id, geometry, properties } of collection.features) {
      const feature = new Feature({ geometry: new Point(fromLonLat(geometry.coordinates)), kind, thing: { id: id ?? properties.id, ...properties } });
      feature.setId(id ?? properties.id);
      source.addFeature(feature);
    }
  });
  return { layer, refresh: () => layer.changed() };
}
