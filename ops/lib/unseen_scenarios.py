#!/usr/bin/env python3
"""unseen_scenarios.py DIR [--seed N] [--only arterial,city,…]: scenarios for SUMO that nobody tuned anything to, drawn by seed.

arterial   6 to 10 junctions of a wide road with side streets, some of them from one side only; traffic turns around in the hour
city       about 110 junctions of a grid with crooked streets of one or two lanes, some of them missing
town       about 20 of the same
crossroads one junction of a wide and a narrow road near its capacity
flooded    one junction that far more wants to pass than can
tee        one junction with three arms
Each becomes a folder with scenario.json, a network and routes, as the signal judge has them. Needs SUMO's netconvert and duarouter."""
import argparse, json, math, os, random, subprocess, sys

HOUR = 3600


class Street:
    """Nodes and two-way roads in SUMO's plain XML; arms are the nodes where traffic comes from and goes to."""

    def __init__(self):
        self.nodes, self.edges, self.arms = [], [], {}

    def node(self, name, x, y, kind='priority'):
        self.nodes.append(f'<node id="{name}" x="{x:.1f}" y="{y:.1f}" type="{kind}"/>')

    def road(self, a, b, lanes, speed):
        priority = 3 + 2 * lanes
        for start, end in ((a, b), (b, a)):
            self.edges.append(f'<edge id="{start}_{end}" from="{start}" to="{end}" numLanes="{lanes}" speed="{speed}" priority="{priority}"/>')

    def arm(self, name, at, x, y, lanes, speed, weight):
        self.node(name, x, y)
        self.road(name, at, lanes, speed)
        self.arms[name] = (f'{name}_{at}', f'{at}_{name}', weight)


def arterial(random):
    s, x, count = Street(), 0.0, random.randint(6, 10)
    for i in range(count):
        s.node(f'j{i}', x, random.uniform(-20, 20), 'traffic_light')
        if i:
            s.road(f'j{i - 1}', f'j{i}', 2 if i % 3 else 3, 16.67)
        sides = random.choice([(1, -1), (1, -1), (1,), (-1,)])
        for side in sides:
            lanes = random.choice([1, 1, 2])
            s.arm(f's{i}{"n" if side > 0 else "s"}', f'j{i}', x + random.uniform(-30, 30), side * random.uniform(200, 350), lanes, 13.89, lanes * 0.5)
        x += random.uniform(140, 480)
    s.arm('west', 'j0', -400, 0, 3, 16.67, 4)
    s.arm('east', f'j{count - 1}', x + 100, 0, 3, 16.67, 4)
    return s, 480 * count, 0.6


def grid(random, columns, rows):
    s, gap, at = Street(), 220, {}
    wide_rows = {row for row in range(rows) if random.random() < 0.35}
    wide_columns = {column for column in range(columns) if random.random() < 0.35}
    for column in range(columns):
        for row in range(rows):
            at[column, row] = (column * gap + random.uniform(-60, 60), row * gap + random.uniform(-60, 60))
    roads = []
    for column, row in at:
        for other in ((column + 1, row), (column, row + 1)):
            is_wide = row in wide_rows if other[1] == row else column in wide_columns
            if other in at and (is_wide or random.random() > 0.12):
                roads.append(((column, row), other, 2 if is_wide else 1))
    degree = {place: sum(place in road[:2] for road in roads) for place in at}
    for (column, row), (x, y) in at.items():
        on_edge = column in (0, columns - 1) or row in (0, rows - 1)
        arms = 1 if on_edge else 0
        s.node(f'j{column}_{row}', x, y, 'traffic_light' if degree[column, row] + arms > 2 else 'priority')
        if arms:
            dx = -200 if column == 0 else 200 if column == columns - 1 else 0
            dy = 0 if dx else -200 if row == 0 else 200
            lanes = 2 if (row in wide_rows if dx else column in wide_columns) else 1
            s.arm(f'a{column}_{row}', f'j{column}_{row}', x + dx, y + dy, lanes, 13.89, lanes * lanes)
    for a, b, lanes in roads:
        s.road(f'j{a[0]}_{a[1]}', f'j{b[0]}_{b[1]}', lanes, 13.89 if lanes > 1 else 11.11)
    return s, 180 * (columns + rows) + 12 * columns * rows, 0.3


def single(random, arms, flow):
    s = Street()
    s.node('j', 0, 0, 'traffic_light')
    for i in range(arms):
        angle = 2 * math.pi * i / max(arms, 4) + random.uniform(-0.3, 0.3)
        lanes = 3 if i % 2 == 0 else 1
        s.arm(f'a{i}', 'j', 400 * math.cos(angle), 400 * math.sin(angle), lanes, 13.89, lanes)
    return s, flow, 0.3


KINDS = {'arterial': arterial, 'city': lambda r: grid(r, 11, 10), 'town': lambda r: grid(r, 5, 4),
         'crossroads': lambda r: single(r, 4, 2400), 'flooded': lambda r: single(r, 4, 6000), 'tee': lambda r: single(r, 3, 1800)}


def trips(street, random, per_hour, swing):
    """Vehicles between arms by weight; towards the one half of them first, then towards the other."""
    arms, rows = sorted(street.arms), []
    for quarter in range(4):
        tide = swing * math.cos(math.pi * quarter / 3)
        weights = {a: street.arms[a][2] * (1 + (tide if i % 2 else -tide)) for i, a in enumerate(arms)}
        for _ in range(int(per_hour / 4 * (0.85, 1.15, 1.1, 0.9)[quarter])):
            start = random.choices(arms, [weights[a] for a in arms])[0]
            others = [a for a in arms if a != start]
            end = random.choices(others, [street.arms[a][2] ** 2 / weights[a] for a in others])[0]
            rows.append((random.uniform(quarter, quarter + 1) * HOUR / 4, street.arms[start][0], street.arms[end][1]))
    rows.sort()
    return ''.join(f'<trip id="{i}" depart="{t:.1f}" from="{a}" to="{b}" departLane="best" departSpeed="max"/>\n' for i, (t, a, b) in enumerate(rows))


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f'unseen_scenarios.py: {" ".join(command)}: {done.stderr[-1500:]}')


def make(kind, seed, folder):
    drawn = random.Random(f'{kind} {seed}')
    street, per_hour, swing = KINDS[kind](drawn)
    os.makedirs(folder, exist_ok=True)
    path = lambda name: os.path.join(folder, name)
    for name, tag, rows in (('nod', 'nodes', street.nodes), ('edg', 'edges', street.edges)):
        with open(path(f'{kind}.{name}.xml'), 'w') as out:
            out.write(f'<{tag}>\n' + '\n'.join(rows) + f'\n</{tag}>\n')
    with open(path('trips.xml'), 'w') as out:
        out.write(f'<routes>\n{trips(street, drawn, per_hour, swing)}</routes>\n')
    run('netconvert', '-n', path(f'{kind}.nod.xml'), '-e', path(f'{kind}.edg.xml'), '-o', path(f'{kind}.net.xml'), '--no-turnarounds', 'true',
        '--tls.default-type', 'static', '--tls.layout', 'opposites', '--no-warnings', 'true')
    run('duarouter', '-n', path(f'{kind}.net.xml'), '-t', path('trips.xml'), '-o', path(f'{kind}.rou.xml'), '--ignore-errors', 'true', '--no-warnings', 'true',
        '--weights.random-factor', '1.5', '--seed', str(seed), '--routing-threads', '1')
    for name in ('nod', 'edg'):
        os.remove(path(f'{kind}.{name}.xml'))
    os.remove(path('trips.xml'))
    with open(path('scenario.json'), 'w') as out:
        json.dump({'name': kind, 'net': f'{kind}.net.xml', 'routes': f'{kind}.rou.xml', 'begin': 0, 'end': HOUR, 'city': 'drawn', 'source': f'seed {seed}', 'vtype': 'default'}, out)


if __name__ == '__main__':
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('folder'); ap.add_argument('--seed', type=int, default=1); ap.add_argument('--only', default=','.join(KINDS))
    a = ap.parse_args()
    for kind in a.only.split(','):
        if kind not in KINDS:
            sys.exit(f'unseen_scenarios.py: {kind} is none of {", ".join(KINDS)}')
        make(kind, a.seed, os.path.join(a.folder, kind))
        print(f'{kind} of seed {a.seed} in {os.path.join(a.folder, kind)}')
