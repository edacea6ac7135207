"""Other ways to the same numbers, as plain as can be, to hold the engine against."""

from functools import cache

import numpy as np


def least_cluster_cost(problem):
    """The optimum with set-ups, by plain recursion; a repair may stay untested while others are done or questions put.

    State: (actions left, answers heard, set-ups that stand, repairs done but not tested).
    """
    setups, names = problem.setups, range(len(problem.setups.cost))
    own, own_asking = problem.own_costs()
    lasting = {k for k in names if setups.lasting[k]}
    needs = [{k for k in names if row[k]} for row in setups.actions]
    asks = [{k for k in names if row[k]} for row in setups.questions]

    def price(wanted):
        return sum(setups.cost[k] for k in wanted)

    @cache
    def best(actions, failed, heard, standing, pending):
        weights = problem.belief.copy()
        for a in failed:
            weights = weights * (1 - problem.success[a])
        for q, k in heard:
            weights = weights * problem.answers[q][k]
        mass = float(weights.sum())
        found = [] if pending else [problem.escalation * mass]
        if pending:
            tests = set().union(*(needs[a] for a in pending)) - lasting
            found.append(price(tests) * mass + best(actions, failed | pending, heard, standing, frozenset()))
        for a in actions:
            opening = (needs[a] & lasting) - standing
            spent = (own[a] + price(opening)) * mass
            found.append(spent + best(actions - {a}, failed, heard, standing | opening, pending | {a}))
        asked = {q for q, _ in heard}
        for q in set(range(len(problem.answers))) - asked:
            opening = (asks[q] & lasting) - standing
            spent = (own_asking[q] + price(opening) + price(asks[q] - lasting)) * mass
            told = sum(
                best(actions, failed, heard | {(q, k)}, standing | opening, pending)
                for k in range(len(problem.answers[q]))
            )
            found.append(spent + told)
        return min(found)

    return best(frozenset(range(len(needs))), *[frozenset()] * 4)


def bottom_up(problem):
    """Expected cost of repair of bottom-up probability over cost on a tree of clusters (Ottosen 2012, chapter 5).

    Independent actions, one fault, tests that need no closing. A cluster is its set of set-ups; the one around it is
    the largest that it contains. Each becomes a list of compound actions (gain, cost, [their parts]) in falling order.
    """
    setups, own_cost = problem.setups, problem.own_costs()[0]
    sets = [frozenset(np.flatnonzero(row).tolist()) for row in setups.actions]
    gains = (problem.success * problem.belief).sum(axis=1)

    def lines(cluster):
        own = [(gains[a], own_cost[a], [a]) for a in range(len(sets)) if sets[a] == cluster]
        within = [s for s in set(sets) if s > cluster and not any(cluster < o < s for o in set(sets))]
        items = own + [line for s in within for line in opened(s, cluster)]
        return sorted(items, key=lambda line: -line[0] / line[1])

    def opened(cluster, around):
        items, best = lines(cluster), None
        gain, cost = 0.0, sum(setups.cost[k] for k in cluster - around)
        for count, line in enumerate(items, start=1):
            gain, cost = gain + line[0], cost + line[1]
            if best is None or gain / cost > best[0] / best[1]:
                best = (gain, cost, count)
        gain, cost, count = best
        return [(gain, cost, [a for line in items[:count] for a in line[2]]), *items[count:]]

    order = [a for line in lines(frozenset()) for a in line[2]]
    standing, left, total = set(), float(problem.belief.sum()), 0.0
    for a in order:
        total += left * (own_cost[a] + sum(setups.cost[k] for k in sets[a] - standing))
        standing |= sets[a]
        left -= gains[a]
    return total
