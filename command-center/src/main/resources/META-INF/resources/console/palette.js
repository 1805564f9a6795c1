/** Colours of the five congestion levels, as Chinese road-state maps use them, from smooth to severe. */
export const levelColours = ['#2fb457', '#9bd144', '#ffd43b', '#ff8f2b', '#e8322e'];
export const levelInk = ['#04200d', '#14230a', '#2b2300', '#2b1400', '#ffffff'];
export const quietRoad = '#33485a';
export const water = '#12384f';
export const bus = '#4fc3f7';

export const parkColour = (free, total) => {
  if (free === undefined || free === null) return '#6b7f8d';
  if (free === 0) return '#e8322e';
  return total && free / total < 0.1 ? '#ff8f2b' : '#3f9dff';
};

const controlled = '#c792ea';
export const signalColour = (signal) => {
  if (!signal || signal.communication === 'UNKNOWN') return '#6b7f8d';
  return signal.communication === 'ONLINE' ? controlled : '#e8322e';
};
