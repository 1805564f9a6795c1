/** What the hub last said of the city, as the live frames built it up. */
export class CityState {
  constructor() {
    this.segments = new Map();
    this.buses = new Map();
    this.parking = new Map();
    this.signals = new Map();
    this.feeds = [];
    this.index = null;
    this.asOf = null;
  }

  apply(frame) {
    if (frame.full) this.segments.clear();
    for (const [index, level, speedKmh] of frame.segments) {
      if (level === null) this.segments.delete(index);
      else this.segments.set(index, { level, speedKmh });
    }
    this.buses.clear();
    for (const [id, lon, lat, bearing, routeRef, ageSeconds] of frame.buses) {
      this.buses.set(id, { id, lon, lat, bearing, routeRef, ageSeconds });
    }
    for (const [id, free, total] of frame.parking) this.parking.set(id, { id, free, total });
    for (const [id, stage, mode, communication] of frame.signals) {
      this.signals.set(id, { id, stage, mode, communication });
    }
    this.feeds = frame.feeds;
    this.index = frame.index;
    this.asOf = frame.asOf;
  }
}
