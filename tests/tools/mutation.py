#!/usr/bin/python3
"""Judges the mutations of a report (tests/tools/mutate.c) by an arithmetic of its own: Python's fractions and intervals.

  mutate REPORT DIR | mutation.py     prints a summary; status 1 when

  - a changed figure of an exact equality of integers was not reported, or
  - in an equality of rounded or approximate figures what was reported is not exactly what no longer meets.

Inequalities are counted apart. A relation with a bare literal on one side, or of a figure with itself, is none."""
import re
import sys
from fractions import Fraction as Q

INF = None  # an end without bound


class Ival:
    """lo..hi with open ends; point: nothing is hidden by rounding or words."""

    def __init__(self, lo, hi, lo_open=False, hi_open=False, unit='', v=None, approx=False):
        self.lo, self.hi, self.lo_open, self.hi_open, self.unit = lo, hi, lo_open, hi_open, unit
        self.v, self.approx = v, approx

    @property
    def point(self):
        return self.lo is not INF and self.lo == self.hi


def const(v, unit=''):
    return Ival(v, v, unit=unit, v=v)


QUANTITY = re.compile(
    r'(?P<before>不超过|不高于|不多于|不少于|不低于|大约|将近|接近|不足|超过|至少|至多|最多|约|近|超|逾)?(?P<sign>[-−+]?)'
    r'(?P<digits>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<yu1>[余多]?)(?P<scale>[万亿]?)(?P<yu2>[余多]?)'
    r'(?P<unit>[^0-9]*?)(?P<after>以上|以下|以内|左右)?$')
WORDS = {'约': 'about', '大约': 'about', '左右': 'about', '近': 'nearly', '将近': 'nearly', '接近': 'nearly', '不足': 'nearly',
         '超': 'over', '逾': 'over', '超过': 'over', '至少': 'least', '不少于': 'least', '不低于': 'least', '以上': 'least',
         '不超过': 'most', '不高于': 'most', '不多于': 'most', '至多': 'most', '最多': 'most', '以下': 'most', '以内': 'most'}


def quantity(text):
    m = QUANTITY.match(text)
    if not m:
        raise ValueError(text)
    digits = m['digits'].replace(',', '')
    scale = {'': 0, '万': 4, '亿': 8}[m['scale']]
    decimals = len(digits.partition('.')[2])
    v = Q(digits) * 10 ** scale * (-1 if m['sign'] in ('-', '−') else 1)
    word = WORDS.get(m['before'] or m['after'] or '', 'yu' if m['yu1'] or m['yu2'] else '')
    unit = '个百分点' if m['unit'] == '百分点' else m['unit']
    whole = digits.replace('.', '')
    zeros = len(whole) - len(whole.rstrip('0')) if whole.strip('0') else len(whole) - 1
    u = Q(10) ** (scale - decimals + zeros)
    half = Q(10) ** (scale - decimals) / 2
    if word == 'about':
        return Ival(v - u, v + u, unit=unit, v=v, approx=True)
    if word == 'nearly':
        return Ival(v - u, v, unit=unit, v=v, approx=True)
    if word == 'over':
        return Ival(v, INF, lo_open=True, unit=unit, v=v, approx=True)
    if word == 'yu':
        return Ival(v, v + u, hi_open=True, unit=unit, v=v, approx=True)
    if word == 'least':
        return Ival(v, INF, unit=unit, v=v, approx=True)
    if word == 'most':
        return Ival(INF, v, unit=unit, v=v, approx=True)
    if decimals or scale or unit in ('%', '‰', '个百分点'):
        return Ival(v - half, v + half, v < 0, v >= 0, unit, v)  # half rounds away from zero
    return const(v, unit)


def add(x, y):
    return Ival(INF if x.lo is INF or y.lo is INF else x.lo + y.lo, INF if x.hi is INF or y.hi is INF else x.hi + y.hi,
                x.lo_open or y.lo_open, x.hi_open or y.hi_open, x.unit or y.unit, x.v + y.v, x.approx or y.approx)


def neg(x):
    return Ival(INF if x.hi is INF else -x.hi, INF if x.lo is INF else -x.lo, x.hi_open, x.lo_open, x.unit, -x.v, x.approx)


def sub(x, y):
    z = add(x, neg(y))
    if x.unit == y.unit == '%':
        z.unit = '个百分点'
    return z


def mul(x, y):
    unit = x.unit if x.unit not in ('', '%') else y.unit or x.unit
    if INF in (x.lo, x.hi, y.lo, y.hi):
        if x.lo is INF or y.lo is INF or x.lo < 0 or y.lo < 0:
            return Ival(INF, INF, unit=unit, v=x.v * y.v, approx=True)
        return Ival(x.lo * y.lo, INF, x.lo_open or y.lo_open, unit=unit, v=x.v * y.v, approx=True)
    ends = [(a * b, ao or bo) for a, ao in ((x.lo, x.lo_open), (x.hi, x.hi_open)) for b, bo in ((y.lo, y.lo_open), (y.hi, y.hi_open))]
    lo, hi = min(e[0] for e in ends), max(e[0] for e in ends)
    z = Ival(lo, hi, all(o for v, o in ends if v == lo), all(o for v, o in ends if v == hi), unit, x.v * y.v,
             x.approx or y.approx)
    if '%' in (x.unit, y.unit) and unit != '%':
        z = times(z, Q(1, 100))
    return z


def times(x, k):
    return Ival(INF if x.lo is INF else x.lo * k, INF if x.hi is INF else x.hi * k, x.lo_open, x.hi_open, x.unit, x.v * k, x.approx)


def div(x, y):
    if y.v == 0:
        raise ZeroDivisionError
    unit = 'ratio' if x.unit == y.unit else x.unit if y.unit in ('', '%') else x.unit + '/' + y.unit
    if y.lo is not INF and y.lo > 0:
        inverse = Ival(Q(0) if y.hi is INF else 1 / y.hi, 1 / y.lo, y.hi is INF or y.hi_open, y.lo_open, '', 1 / y.v, y.approx)
    elif y.hi is not INF and y.hi < 0:
        inverse = Ival(1 / y.hi, Q(0) if y.lo is INF else 1 / y.lo, y.hi_open, y.lo is INF or y.lo_open, '', 1 / y.v, y.approx)
    else:
        inverse = Ival(INF, INF, v=1 / y.v)
    z = mul(Ival(x.lo, x.hi, x.lo_open, x.hi_open, '', x.v, x.approx), inverse)
    z.unit = unit
    return z


def percent(x):
    z = times(x, Q(100))
    z.unit = '%'
    return z


def half_up(v, n):
    scaled = abs(v) * 10 ** n
    return (1 if v >= 0 else -1) * Q((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator), 10 ** n)


def cut_off(v, n):
    scaled = abs(v) * 10 ** n
    return (1 if v >= 0 else -1) * Q(scaled.numerator // scaled.denominator, 10 ** n)


def at_digit(rule):
    def apply(x, n):
        n = int(n.v)
        if not x.approx:
            return const(rule(x.v, n), x.unit)
        return Ival(INF if x.lo is INF else rule(x.lo, n), INF if x.hi is INF else rule(x.hi, n), unit=x.unit, v=rule(x.v, n), approx=True)
    return apply


FUNCTIONS = {
    'round': at_digit(half_up), '四舍五入': at_digit(half_up), 'trunc': at_digit(cut_off), '截尾': at_digit(cut_off),
    'sum': lambda *a: fold(add, a), '合计': lambda *a: fold(add, a),
    'product': lambda *a: fold(mul, a), 'difference': sub, 'ratio': div, 'points': sub,
    'share': lambda p, w: percent(div(p, w)), '占比': lambda p, w: percent(div(p, w)),
    'change': lambda b, a: sub(a, b),
    'growth': lambda b, a: percent(add(div(a, b), const(Q(-1)))), '增幅': lambda b, a: percent(add(div(a, b), const(Q(-1)))),
    'cut': lambda b, a: percent(sub(const(Q(1)), div(a, b))), '降幅': lambda b, a: percent(sub(const(Q(1)), div(a, b))),
    'min': lambda *a: min(a, key=lambda x: x.v), 'max': lambda *a: max(a, key=lambda x: x.v),
    'count': lambda *a: const(Q(len(a)), 'count'), '个数': lambda *a: const(Q(len(a)), 'count'),
}


def fold(f, values):
    out = values[0]
    for v in values[1:]:
        out = f(out, v)
    return out


TOKEN = re.compile(r'\s*(?:(:=|<=|>=|!=|[=<>+\-*/(),])|((?:约|近|超|逾|不超过|至少)?[0-9][0-9.,]*[^\s+\-*/(),=<>!:]*)|([^\s+\-*/(),=<>!:]+))')
FULL = str.maketrans('＋－−×÷（）＝，', '+--*/()=,')


class Parser:
    """Recursive descent over one relation; collects the ids it meets."""

    def __init__(self, text, world):
        self.tokens = [m.groups() for m in TOKEN.finditer(text.translate(FULL))]
        self.at, self.world, self.ids, self.literal, self.divides = 0, world, [], True, False

    def peek(self):
        return self.tokens[self.at][0] if self.at < len(self.tokens) else None

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def sum(self):
        x = self.product()
        while self.peek() in ('+', '-'):
            x = add(x, self.product()) if self.take()[0] == '+' else sub(x, self.product())
        return x

    def product(self):
        x = self.factor()
        while self.peek() in ('*', '/'):
            if self.take()[0] == '*':
                x = mul(x, self.factor())
            else:
                self.divides = True
                x = div(x, self.factor())
        return x

    def factor(self):
        op, literal, name = self.take()
        if op == '-':
            return neg(self.factor())
        if op == '(':
            x = self.sum()
            self.take()
            return x
        if literal:
            return quantity(literal)
        if self.peek() == '(':
            args, known = [], len(self.ids)
            while self.take()[0] in ('(', ','):
                args += self.arguments()
                if self.peek() == ')':
                    self.take()
                    break
            if name in ('count', '个数'):
                del self.ids[known:]  # how many there are does not hang on their values
            return FUNCTIONS[name](*args)
        self.ids.append(name)
        return self.world.value(name)

    def arguments(self):
        start = self.at
        name = self.tokens[start][2] if self.at < len(self.tokens) else None
        column = self.world.column(name) if name and name not in self.world.figures else None
        if column:
            self.take()
            self.ids += column
            return [self.world.value(i) for i in column]
        return [self.sum()]


class World:
    def __init__(self, figures, definitions):
        self.figures, self.definitions = figures, definitions
        self.values = {}  # of definitions: what a mutation changes is put aside
        self.read = {}    # of quantities

    def value(self, name):
        if name in self.definitions:
            if name not in self.values:
                self.values[name] = Parser(self.definitions[name], self).sum()
            return self.values[name]
        text = self.figures[name]
        if text not in self.read:
            self.read[text] = quantity(text)
        return self.read[text]

    def column(self, name):
        if name.count('.') != 1:
            return None
        table, column = name.split('.')
        return [i for i in self.figures if i.startswith(table + '.') and i.endswith('.' + column)]

    def leaves(self, names):
        """The typed figures that ids come down to."""
        out = set()
        for n in names:
            if n in self.definitions:
                p = Parser(self.definitions[n], self)
                p.sum()
                out |= self.leaves(p.ids)
            else:
                out.add(n)
        return out


def less(x, y):
    if x.lo is INF or y.hi is INF:
        return True
    return x.lo < y.hi or (x.lo == y.hi and not x.lo_open and not y.hi_open)


def align(x, y):
    """Ratios compare with percentages times 100."""
    if x.unit == 'ratio' and y.unit == '%':
        return percent(x), y
    if y.unit == 'ratio' and x.unit == '%':
        return x, percent(y)
    return x, y


def sides(world, text, op):
    left, right = re.split(re.escape(op), text.translate(FULL), maxsplit=1)
    l, r = Parser(left, world), Parser(right, world)
    return l, l.sum(), r, r.sum()


def meets(world, text):
    try:
        _, x, _, y = sides(world, text, '=')
    except ZeroDivisionError:
        return False
    x, y = align(x, y)
    return less(x, y) and less(y, x)


def main():
    figures, relations, mutations, definitions = {}, [], [], {}
    for line in sys.stdin:
        f = line.rstrip('\n').split('\t')
        if f[0] == 'F':
            figures[f[1]] = f[2]
        elif f[0] == 'R' and f[2] == ':=':
            name, expression = re.split(r':=', f[3], maxsplit=1)
            definitions[name.strip()] = expression
        elif f[0] == 'R':
            relations.append((int(f[1]), f[2], f[3]))
        else:
            mutations.append((f[1], f[2], set() if f[3] == '-' else {int(n) for n in f[3].split()}))
    world = World(figures, definitions)
    members = {}  # line -> (class, figures)
    for line, op, text in relations:
        l, x, r, y = sides(world, text, op)
        left, right = world.leaves(l.ids), world.leaves(r.ids)
        if not left or not right or left == right:
            continue
        kind = 'order' if op != '=' else 'exact' if x.point and y.point and not (l.divides or r.divides) else 'rounded'
        members[line] = (kind, left | right, op, text)
    count = {k: [0, 0] for k in ('exact', 'rounded', 'order')}  # mutations, reported
    wrong = []
    for name, text, reported in mutations:
        world = World({**figures, name: text}, definitions)
        for line, (kind, ids, op, relation) in members.items():
            if name not in ids:
                continue
            count[kind][0] += 1
            count[kind][1] += line in reported
            if kind == 'order':
                continue
            expected = not meets(world, relation)
            if (kind == 'exact' and line not in reported) or (line in reported) != expected:
                wrong.append(f'{name} = {text}: line {line} ({relation}) is{"" if line in reported else " not"} reported; '
                             f'the intervals {"do not meet" if expected else "meet"}')
    related = set().union(*(m[1] for m in members.values())) & set(figures) if members else set()
    mutable = {m[0] for m in mutations}
    print(f'mutations: {len(mutations)} of {len(mutable)} figures; {len(members)} relations')
    print(f'exact equalities of integers: {count["exact"][1]} of {count["exact"][0]} reported')
    print(f'rounded or approximate equalities: {count["rounded"][1]} of {count["rounded"][0]} reported, '
          f'{count["rounded"][0] - sum("" in w for w in wrong)} as the intervals say')
    print(f'inequalities, counted apart: {count["order"][1]} of {count["order"][0]} reported')
    alone = len(figures) - len(related)
    print(f'in no relation: {alone} of {len(figures)} figures ({100 * alone / max(1, len(figures)):.0f} %)')
    for w in wrong[:20]:
        print('WRONG: ' + w)
    return 1 if wrong else 0


sys.exit(main())
