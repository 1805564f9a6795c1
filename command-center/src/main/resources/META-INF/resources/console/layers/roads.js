import { nameOf } from '../language.js';
import { levelColours, quietRoad, water } from '../palette.js';

const { layer: { VectorTile: VectorTileLayer }, source: { VectorTile: VectorTileSource }, format: { MVT }, style: { Style, Stroke, Fill, Text }, render } = ol;

const WIDTH_BY_CLASS = {
  motorway: 4, trunk: 3.6, primary: 3.2, secondary: 2.6, tertiary: 2, unclassified: 1.5, residential: 1.3, living_street: 1, service: 0.8,
};
const TILES = new VectorTileSource({ format: new MVT({ idProperty: undefined }), url: '/open/v1/tiles/{z}/{x}/{y}.mvt', maxZoom: 16 });

export function waterLayer() {
  const shape = new Style({ fill: new Fill({ color: water }), stroke: new Stroke({ color: water, width: 2 }) });
  return new VectorTileLayer({ source: TILES, style: (feature) => (feature.get('layer') === 'water' ? shape : null) });
}

/** Every segment in the colour of its congestion level, drawn to the right of its axis, since China drives there. */
export function segmentLayer(state) {
  const styles = new Map();
  return new VectorTileLayer({
    source: TILES,
    declutter: false,
    style(feature, resolution) {
      if (feature.get('layer') !== 'segments') return null;
      const live = state.segments.get(feature.getId());
      const zoomed = Math.max(0.5, Math.min(2.2, 6 / Math.sqrt(resolution)));
      const width = Math.round((WIDTH_BY_CLASS[feature.get('class')] ?? 1) * zoomed * 4) / 4;
      const key = `${live ? live.level : '-'}/${width}`;
      let style = styles.get(key);
      if (!style) {
        style = new Style({
          stroke: new Stroke({ color: live ? levelColours[live.level] : quietRoad, width, lineCap: 'butt' }),
          zIndex: live ? 1 + live.level : 0,
        });
        styles.set(key, style);
      }
      style.setGeometry((drawn) => toTheRight(drawn, resolution * (width / 2 + 0.5)));
      return style;
    },
  });
}

/** Street names along the streets; of the two directions of a road only the one drawn along it is labelled. */
export function streetNameLayer() {
  const halo = new Stroke({ color: '#0b1620', width: 3 });
  const ink = new Fill({ color: '#b9ccd8' });
  return new VectorTileLayer({
    source: TILES,
    declutter: true,
    maxResolution: 5,
    style(feature) {
      if (feature.get('layer') !== 'segments' || !feature.get('id').endsWith('f')) return null;
      const text = nameOf({ zh: feature.get('zh'), en: feature.get('en') });
      return text ? new Style({ text: new Text({ text, placement: 'line', font: '12px system-ui', fill: ink, stroke: halo, maxAngle: 0.6, repeat: 400 }) }) : null;
    },
  });
}

/** The line of a tile feature moved to its right by so many map units. */
function toTheRight(feature, distance) {
  const flat = feature.getFlatCoordinates();
  const moved = new Array(flat.length);
  const last = flat.length - 2;
  for (let i = 0; i <= last; i += 2) {
    const back = Math.max(0, i - 2);
    const ahead = Math.min(last, i + 2);
    const dx = flat[ahead] - flat[back];
    const dy = flat[ahead + 1] - flat[back + 1];
    const length = Math.hypot(dx, dy) || 1;
    moved[i] = flat[i] + (dy / length) * distance;
    moved[i + 1] = flat[i + 1] - (dx / length) * distance;
  }
  const ends = feature.getEnds?.() ?? [moved.length];
  return new render.Feature(feature.getType(), moved, ends, 2, feature.getProperties(), feature.getId());
}
