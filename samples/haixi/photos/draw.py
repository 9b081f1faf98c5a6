#!/usr/bin/env python3
"""Draw the six illustrations of the sample as plain SVG (standard library only).

    python3 draw.py DIR        writes DIR/*.svg

Flat colour, linear gradients and thin opacity only: no filter, no text, no
embedded image, so every picture stays vector in PDF. The random numbers are
seeded: the same script gives the same bytes.
"""
import math
import os
import random
import sys

W, H = 1200, 800


# ---------------------------------------------------------------- svg helpers

def f(v):
    s = f"{v:.1f}"
    return s[:-2] if s.endswith(".0") else s


def pts(points):
    return " ".join(f"{f(x)},{f(y)}" for x, y in points)


def mix(a, b, t):
    """Colour t of the way from a to b (#RRGGBB)."""
    t = max(0.0, min(1.0, t))
    p = [int(a[i:i + 2], 16) for i in (1, 3, 5)]
    q = [int(b[i:i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(x + (y - x) * t):02X}" for x, y in zip(p, q))


class Pic:
    def __init__(self, title):
        self.title, self.defs, self.body = title, [], []

    def grad(self, gid, stops, x1=0, y1=0, x2=0, y2=H):
        """Linear gradient in page units; stops are (offset, colour[, opacity])."""
        out = [f'<linearGradient id="{gid}" gradientUnits="userSpaceOnUse" '
               f'x1="{f(x1)}" y1="{f(y1)}" x2="{f(x2)}" y2="{f(y2)}">']
        for s in stops:
            op = f' stop-opacity="{s[2]:g}"' if len(s) > 2 else ""
            out.append(f'<stop offset="{s[0]:g}" stop-color="{s[1]}"{op}/>')
        self.defs.append("".join(out) + "</linearGradient>")
        return f"url(#{gid})"

    def _op(self, o):
        return f' fill-opacity="{o:g}"' if o < 1 else ""

    def poly(self, points, fill, o=1):
        self.body.append(f'<polygon points="{pts(points)}" fill="{fill}"{self._op(o)}/>')

    def path(self, d, fill="none", o=1, stroke=None, w=1, so=1, cap="round"):
        st = ""
        if stroke:
            st = f' stroke="{stroke}" stroke-width="{f(w)}" stroke-linecap="{cap}" stroke-linejoin="round"'
            if so < 1:
                st += f' stroke-opacity="{so:g}"'
        self.body.append(f'<path d="{d}" fill="{fill}"{self._op(o)}{st}/>')

    def rect(self, x, y, w, h, fill, o=1, r=0):
        rx = f' rx="{f(r)}"' if r else ""
        self.body.append(f'<rect x="{f(x)}" y="{f(y)}" width="{f(w)}" height="{f(h)}"{rx} fill="{fill}"{self._op(o)}/>')

    def circle(self, x, y, r, fill, o=1):
        rr = f"{r:.2f}".rstrip("0").rstrip(".")
        self.body.append(f'<circle cx="{f(x)}" cy="{f(y)}" r="{rr}" fill="{fill}"{self._op(o)}/>')

    def ell(self, x, y, rx, ry, fill, o=1):
        self.body.append(f'<ellipse cx="{f(x)}" cy="{f(y)}" rx="{f(rx)}" ry="{f(ry)}" fill="{fill}"{self._op(o)}/>')

    def save(self, path):
        with open(path, "w", encoding="utf-8") as out:
            out.write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {W} {H}" width="{W}" height="{H}">\n'
                      f'<title>{self.title}</title>\n'
                      f'<defs><clipPath id="page"><rect width="{W}" height="{H}"/></clipPath>\n'
                      + "\n".join(self.defs) + '\n</defs>\n<g clip-path="url(#page)">\n'
                      + "\n".join(self.body) + "\n</g>\n</svg>\n")


# ------------------------------------------------------------ landscape parts

def ridge(rng, y0, y1, amp, depth=7, rough=0.52, x0=-20, x1=W + 20):
    """Skyline from left to right by midpoint displacement."""
    p = [(x0, y0), (x1, y1)]
    for _ in range(depth):
        q = []
        for (ax, ay), (bx, by) in zip(p, p[1:]):
            q += [(ax, ay), ((ax + bx) / 2, (ay + by) / 2 + rng.uniform(-amp, amp))]
        p = q + [p[-1]]
        amp *= rough
    return p


def hills(pic, rng, y0, y1, amp, fill, base=H, depth=6, rough=0.5):
    p = ridge(rng, y0, y1, amp, depth, rough)
    pic.poly(p + [(W + 20, base), (-20, base)], fill)
    return p


def along(a, b, t):
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def jag(rng, a, b, n, amp):
    """Broken line from a to b; the ends stay put."""
    out = [a]
    for i in range(1, n):
        x, y = along(a, b, i / n)
        out.append((x + rng.uniform(-amp, amp), y + rng.uniform(-amp, amp) * 0.35))
    return out + [b]


def peak(pic, rng, x, top, base, wl, wr, lit, dark, snow=None, shade=None, line=0.45):
    """A mountain in two planes, sun on the left, with an optional snow cap."""
    apex = (x, top)
    h = base - top
    foot = (x + (wr - wl) * 0.22 + rng.uniform(-.06, .06) * h, base)
    left = jag(rng, apex, (x - wl, base), 9, h * 0.030)
    right = jag(rng, apex, (x + wr, base), 9, h * 0.030)
    spine = jag(rng, apex, foot, 8, h * 0.075)
    pic.poly(left + spine[::-1], lit)
    pic.poly(spine + right[::-1], dark)
    # ribs: narrow planes that catch or lose the light
    for side, col, sgn in ((left, dark, -1), (right, lit, 1)):
        for k in (2, 4, 6):
            sx, sy = spine[min(k, 7)]
            ex, ey = side[k + 1]
            t = 0.30 + 0.28 * rng.random()
            mx, my = along((sx, sy), (ex, ey), t)
            d = h * (0.10 + 0.10 * rng.random())
            pic.poly([(mx, my), (mx + sgn * d * 0.55, my + d * 1.5), (mx + sgn * d * 0.05, my + d * 1.25),
                      (mx - sgn * d * 0.20, my + d * 0.8)], col, 0.45)
    if snow:
        def zig(a, b, n, depth):
            out = []
            for i in range(n + 1):
                px, py = along(a, b, i / n)
                out.append((px, py + (depth if i % 2 else -depth) * (0.5 + rng.random()) * (0 if i in (0, n) else 1)))
            return out
        k = max(2, round(line * 9))
        ks = max(2, round(line * 8))
        pic.poly(left[:k + 1] + zig(left[k], spine[ks], 6, h * 0.055) + spine[:ks + 1][::-1], snow)
        pic.poly(spine[:ks + 1] + zig(spine[ks], right[k], 6, h * 0.055) + right[:k + 1][::-1], shade or snow)


def sun(pic, x, y, r, core="#FFF6DF", halo="#FFE3A8"):
    for k, o in ((3.6, .10), (2.6, .13), (1.8, .18), (1.32, .28)):
        pic.circle(x, y, r * k, halo, o)
    pic.circle(x, y, r, core)


def cloud(pic, x, y, s, fill, o=.8):
    """Flat-bottomed cloud in one path."""
    pic.path(f"M{f(x)} {f(y)}h{f(230 * s)}a{f(26 * s)} {f(26 * s)} 0 0 0 {f(-34 * s)} {f(-34 * s)}"
             f"a{f(44 * s)} {f(44 * s)} 0 0 0 {f(-78 * s)} {f(-18 * s)}a{f(34 * s)} {f(34 * s)} 0 0 0 {f(-58 * s)} {f(14 * s)}"
             f"a{f(30 * s)} {f(30 * s)} 0 0 0 {f(-60 * s)} {f(38 * s)}z", fill, o)


def birds(pic, spots, col="#7A2A2A"):
    for x, y, s in spots:
        pic.path(f"M{f(x - 14 * s)} {f(y - 5 * s)}q{f(8 * s)} {f(-4 * s)} {f(14 * s)} {f(5 * s)}"
                 f"q{f(6 * s)} {f(-9 * s)} {f(14 * s)} {f(-5 * s)}", stroke=col, w=2.4 * s, so=.75)


# ------------------------------------------------------------------- pictures

def salt_lake():
    p, r = Pic("晒盐池与远山"), random.Random(20250630)
    hy = 372
    p.rect(0, 0, W, H, p.grad("sky", [(0, "#FBEBCB"), (.45, "#F8CF97"), (.85, "#F0A074"), (1, "#E98B68")], y2=hy + 10))
    sun(p, 330, 262, 50)
    for x, y, s, o in ((700, 120, 1.05, .55), (930, 176, .7, .45), (60, 150, .8, .4)):
        cloud(p, x, y, s, "#FFF6E6", o)
    for x, top, wl, wr in ((110, 250, 190, 170), (560, 262, 170, 190), (470, 296, 120, 110), (1120, 226, 220, 200),
                           (900, 206, 230, 190), (730, 268, 140, 150), (250, 300, 130, 140)):
        peak(p, r, x, top, hy + 8, wl, wr, "#E0A084", "#C77E68", "#FFF3E2", "#EBCBB6", .38)
    for x, top, wl, wr in ((30, 312, 140, 170), (640, 322, 150, 150), (1010, 306, 190, 190), (1190, 316, 120, 120),
                           (420, 334, 120, 120), (820, 334, 120, 120)):
        peak(p, r, x, top, hy + 8, wl, wr, "#B4594B", "#97423B")
    p.rect(0, hy - 62, W, 70, p.grad("haze", [(0, "#FBD9AE", 0), (1, "#FBD9AE", .85)], y1=hy - 62, y2=hy + 6))
    # the lake itself, then pools in perspective on a turned grid
    p.rect(0, hy, W, H - hy, p.grad("brine", [(0, "#FBE3BE"), (.18, "#F6DDBF"), (.6, "#F5E9D6"), (1, "#FDF4E4")], y1=hy))
    hues = {"a": ("#F2CFA6", "#6FB7AC"), "b": ("#F0CDAA", "#3F938F"), "c": ("#F6DBB4", "#A9D3C1"),
            "d": ("#F2B58E", "#E58F77"), "e": ("#F7D08E", "#E8B552"), "f": ("#F9E6CC", "#D9EBDD"), "g": ("#EFB493", "#C9504A")}
    for k, (far, near) in hues.items():
        p.grad("w" + k, [(0, far), (.16, mix(far, near, .45)), (.5, mix(far, near, .88)), (1, near)], y1=hy, y2=H)
    ang = math.radians(24)
    ca, sa = math.cos(ang), math.sin(ang)

    def ground(u, v):
        x, z = u * ca - v * sa, u * sa + v * ca + 1.05
        z = max(z, .55)
        return 600 + x * 720 / z, hy + 330 / z

    # one column of the grid stays empty: the dyke with the salt heaps
    DYKE, cells = 20, []
    du = .78
    us = [-15 + du * i for i in range(40)]
    v, row = -1.9, 0
    while v < 19:
        dv = .60 + .04 * row
        for i, u in enumerate(us):
            if i != DYKE and u * sa + v * ca >= -.72:
                cells.append((u, v, du, dv, row, i))
        v += dv
        row += 1
    seq = "abfcbdacegbafcabdcfaeb"
    cells.sort(key=lambda c: -(c[0] * sa + c[1] * ca))
    for u, v, du, dv, row, i in cells:
        g = .036
        q = [ground(u + g, v + g), ground(u + du - g, v + g), ground(u + du - g, v + dv - g), ground(u + g, v + dv - g)]
        if max(x for x, _ in q) < -20 or min(x for x, _ in q) > W + 20 or min(y for _, y in q) > H + 10:
            continue
        if max(y for _, y in q) - min(y for _, y in q) < 1.6:
            continue
        k = seq[(i * 5 + row * 7 + (i * row) % 3) % len(seq)]
        p.poly(q, f"url(#w{k})")
        p.path("M" + pts([q[3]]) + "L" + pts([q[2]]), stroke="#FFFDF7", w=max(.5, 4 / (1.65 + u * sa + v * ca)), so=.75)
        if q[0][1] - q[2][1] > 22:
            for _ in range(3):
                a, b = r.uniform(.15, .85), r.uniform(.15, .8)
                l = along(along(q[0], q[1], a), along(q[3], q[2], a), b)
                m = r.uniform(8, 34)
                p.path(f"M{f(l[0] - m)} {f(l[1])}h{f(2 * m)}", stroke="#FFFFFF", w=1.8, so=.42)
    # sun on the water
    for i in range(34):
        t = (i + .5) / 34
        y = hy + 5 + 210 * t ** 1.5
        w = (10 + 64 * t) * (0.5 + .5 * r.random())
        x = 330 + r.uniform(-1, 1) * (8 + 34 * t)
        p.rect(x - w, y, 2 * w, 1.4 + 2.6 * t, "#FFF3CF", .62 - .42 * t, 1.5)
    # salt heaps on the dyke, right foreground
    for j in (7, 5.2, 3.7, 2.55, 1.65, .95, .40):
        x, y = ground(us[DYKE] + .39, j)
        s = 2.05 / (us[DYKE] * sa + j * ca + 1.44)
        w, h = 66 * s, 66 * s
        p.ell(x + 10 * s, y + 1, w * 1.25, 10 * s, "#B98B78", .30)
        p.path(f"M{f(x - w)} {f(y)}Q{f(x - w * .30)} {f(y - h * .72)} {f(x - w * .06)} {f(y - h)}q{f(w * .06)} {f(-h * .05)} {f(w * .14)} {f(h * .02)}"
               f"Q{f(x + w * .40)} {f(y - h * .66)} {f(x + w)} {f(y)}Q{f(x)} {f(y + 13 * s)} {f(x - w)} {f(y)}z", "#FFFBF2")
        p.path(f"M{f(x + w * .02)} {f(y - h * 1.02)}q{f(w * .05)} 0 {f(w * .06)} {f(h * .04)}Q{f(x + w * .40)} {f(y - h * .66)} {f(x + w)} {f(y)}"
               f"Q{f(x + w * .5)} {f(y + 9 * s)} {f(x + w * .10)} {f(y + 7 * s)}Q{f(x + w * .34)} {f(y - h * .3)} {f(x + w * .02)} {f(y - h * 1.02)}z", "#EBCFBE")
    # a red harvester on the pool
    x, y, s = 236, 604, 1.0
    p.ell(x + 4, y + 25, 112, 8, "#235F60", .35)
    p.poly([(x - 98, y), (x + 96, y), (x + 76, y + 26), (x - 82, y + 26)], "#B4141E")
    p.poly([(x - 98, y), (x + 96, y), (x + 91, y + 7), (x - 93, y + 7)], "#D9433B")
    p.rect(x - 36, y - 38, 66, 38, "#FFF6E6")
    p.rect(x + 8, y - 38, 22, 38, "#E9CDB2")
    p.rect(x - 44, y - 45, 82, 8, "#8C0A14", r=2)
    for k in (-26, -6):
        p.rect(x + k, y - 29, 13, 13, "#3F7F83", r=1.5)
    p.path(f"M{f(x + 60)} {f(y)}L{f(x + 92)} {f(y - 58)}L{f(x + 158)} {f(y + 16)}", stroke="#8C0A14", w=6)
    p.path(f"M{f(x + 40)} {f(y - 4)}L{f(x + 92)} {f(y - 58)}", stroke="#8C0A14", w=3.4)
    p.path(f"M{f(x - 66)} {f(y)}v-58", stroke="#8C0A14", w=4)
    p.circle(x - 66, y - 62, 5, "#E8C36A")
    for k in (0, 1, 2):
        p.path(f"M{f(x - 150 - 40 * k)} {f(y + 24 + 7 * k)}h{f(60 - 8 * k)}", stroke="#FFFFFF", w=2.4, so=.6)
    birds(p, ((560, 190, 1), (604, 168, .8), (520, 166, .7), (640, 200, .6)))
    return p


def village():
    p, r = Pic("枸杞田与村庄"), random.Random(38)
    hy = 404
    p.rect(0, 0, W, H, p.grad("sky", [(0, "#FFF3D9"), (.5, "#FBDDAA"), (1, "#F5B987")], y2=hy))
    sun(p, 884, 176, 58, "#FFF8E6", "#FFDF9C")
    for x, y, s, o in ((120, 120, 1.0, .7), (420, 84, .7, .55), (960, 108, .6, .5)):
        cloud(p, x, y, s, "#FFFDF5", o)
    for x, top, wl, wr in ((80, 236, 250, 200), (1130, 226, 240, 220), (380, 176, 260, 240), (640, 232, 190, 200), (230, 262, 150, 160),
                           (860, 274, 170, 170), (520, 268, 130, 140), (1010, 290, 130, 130)):
        peak(p, r, x, top, hy + 4, wl, wr, "#C99A88", "#A97A6F", "#FFFAF0", "#E2CCC0", .50)
    p.rect(0, hy - 130, W, 136, p.grad("haze", [(0, "#FCE3BC", 0), (1, "#FCE3BC", .9)], y1=hy - 130, y2=hy))
    hills(p, r, 372, 352, 16, "#B9B07A", hy + 60)
    hills(p, r, 388, 384, 9, "#98A063", hy + 60)
    # poplars behind the houses
    def poplar(x, y, h, c1, c2):
        p.rect(x - 1.6, y - h * .2, 3.2, h * .22, "#7A5138")
        p.path(f"M{f(x)} {f(y - h)}C{f(x + h * .17)} {f(y - h * .62)} {f(x + h * .15)} {f(y - h * .22)} {f(x)} {f(y - h * .12)}"
               f"C{f(x - h * .15)} {f(y - h * .22)} {f(x - h * .17)} {f(y - h * .62)} {f(x)} {f(y - h)}z", c1)
        p.path(f"M{f(x)} {f(y - h)}C{f(x + h * .17)} {f(y - h * .62)} {f(x + h * .15)} {f(y - h * .22)} {f(x)} {f(y - h * .12)}"
               f"C{f(x + h * .06)} {f(y - h * .4)} {f(x + h * .06)} {f(y - h * .7)} {f(x)} {f(y - h)}z", c2)
    x = 40
    while x < W:
        if not 560 < x < 690:
            h = r.uniform(52, 96) if x < 560 else r.uniform(44, 82)
            poplar(x, hy - 3, h, r.choice(("#7F9650", "#8FA258", "#728B4A")), "#5C7740")
        x += r.uniform(15, 34)
    # village: white courtyard houses with flat roofs and red gates
    def house(x, y, w, h, d=.34, gate=False):
        side = w * d
        p.poly([(x, y - h), (x + w, y - h), (x + w, y), (x, y)], "#FFF7EA")
        p.poly([(x + w, y - h), (x + w + side, y - h * .90), (x + w + side, y - 2), (x + w, y)], "#E5C8AA")
        p.poly([(x - 4, y - h - 6), (x + w + 2, y - h - 6), (x + w + 2, y - h + 2), (x - 4, y - h + 2)], "#A4312C")
        p.poly([(x + w + 2, y - h - 6), (x + w + side + 3, y - h * .90 - 5), (x + w + side + 3, y - h * .90 + 3), (x + w + 2, y - h + 2)], "#7E211F")
        if gate:
            p.rect(x + w * .40, y - h * .70, w * .22, h * .70, "#B4141E")
            p.rect(x + w * .37, y - h * .80, w * .28, h * .11, "#E8C36A")
            p.path(f"M{f(x + w * .51)} {f(y - h * .66)}v{f(h * .64)}", stroke="#8C0A14", w=1.4)
            wins = (.10, .76)
        else:
            wins = (.12, .42, .72)
        for k in wins:
            p.rect(x + w * k, y - h * .66, w * .15, h * .34, "#8A5A44", r=1)
            p.rect(x + w * k + 1.6, y - h * .66 + 1.6, w * .15 - 3.2, h * .34 - 3.2, "#F6C877")
    for a in ((70, 412, 66, 34), (196, 408, 58, 30), (286, 414, 84, 42, .3, True), (428, 410, 62, 34), (700, 410, 70, 36),
              (812, 416, 92, 46, .32, True), (962, 410, 64, 34), (1068, 413, 78, 38)):
        house(*a)
    for x, y, s in ((52, 414, 20), (176, 414, 17), (272, 417, 15), (414, 416, 18), (520, 414, 22), (690, 415, 16), (800, 419, 18),
                    (946, 415, 20), (1056, 416, 15), (1180, 415, 22), (560, 417, 13)):
        p.circle(x, y - s * .6, s, "#6E8B46")
        p.circle(x - s * .3, y - s * .85, s * .62, "#8AA457")
    # field: soil, then rows running to the vanishing point
    vx, vy = 626, hy - 26
    p.rect(0, hy + 8, W, H, p.grad("soil", [(0, "#D9B077"), (.3, "#CE955B"), (1, "#A9643A")], y1=hy, y2=H))
    p.rect(0, hy + 8, W, 9, "#A9AE68")
    rows = [k for k in range(-13, 14)]
    for k in rows:
        b0, b1 = vx + (k - .20) * 168, vx + (k + .20) * 168
        t = (hy + 14 - vy) / (H + 30 - vy)
        p.poly([(vx + (b0 - vx) * t, hy + 14), (vx + (b1 - vx) * t, hy + 14), (b1, H + 30), (b0, H + 30)], "#8C5230", .35)
    # the path down the middle
    t = (hy + 12 - vy) / (H - vy)
    p.poly([(vx - 66 * t, hy + 12), (vx + 66 * t, hy + 12), (vx + 66, H), (vx - 66, H)], p.grad("path", [(0, "#F3D9AC"), (1, "#E9BE86")], y1=hy, y2=H))
    def bush(x, y, rx, ry, n, col):
        """A scalloped clump of n arcs: a whole ring, or the upper half if n is small."""
        q = []
        for i in range(n + 1):
            a = math.pi * (1 + 2 * i / n) if n > 6 else math.pi * (1.02 + .96 * i / n)
            d = r.uniform(.94, 1.06)
            q.append((x + math.cos(a) * rx * d, y + math.sin(a) * ry * d))
        out = f"M{f(q[0][0])} {f(q[0][1])}"
        for (ax, ay), (bx, by) in zip(q, q[1:]):
            k = math.hypot(bx - ax, by - ay) * .56
            out += f"A{f(k)} {f(k)} 0 0 1 {f(bx)} {f(by)}"
        p.path(out + "z", col)

    shrubs = []
    z = 1.0
    while z < 9.5:
        for k in range(-24, 25):
            x = vx + k * 178 / z
            y = vy + (H + 46 - vy) / z
            if k and -110 < x < W + 110 and y > hy + 18:
                shrubs.append((y, x, 1.0 / z))
        z *= 1.15
    shrubs.sort()
    for y, x, s in shrubs:
        far = 1 - s ** .8
        x += r.uniform(-6, 6) * s
        R = 62 * s * r.uniform(.92, 1.1)
        dk, md, lt = mix("#3A5E30", "#8E9A58", far), mix("#5A8240", "#A2A85F", far), mix("#86A851", "#BCB96E", far)
        if s < .30:
            p.ell(x, y - R * .42, R, R * .60, dk)
            p.ell(x - R * .16, y - R * .66, R * .70, R * .38, lt)
            for _ in range(3 if s > .17 else 1):
                p.circle(x + r.uniform(-.6, .6) * R, y - R * r.uniform(.3, .9), max(1.1, 6 * s), "#C8161F")
            continue
        p.ell(x + R * .14, y + R * .02, R * 1.10, R * .22, "#6E3B22", .38)
        bush(x, y - R * .42, R * .94, R * .54, 10, dk)
        bush(x - R * .10, y - R * .58, R * .72, R * .40, 8, md)
        for dx, dy, k in ((-.46, .62, .24), (-.04, .80, .30), (.34, .56, .18)):
            bush(x + R * (dx + r.uniform(-.06, .06)), y - R * dy, R * k, R * k * .66, 3, lt)
        for c in range(3 if s > .45 else 2):     # berries hang in small clusters
            cx, cy = x + R * r.uniform(-.72, .72), y - R * r.uniform(.22, .86)
            for _ in range(3):
                br = max(1.2, 6.2 * s * r.uniform(.85, 1.15))
                bx, by = cx + r.uniform(-2.4, 2.4) * br, cy + r.uniform(-1.6, 2.2) * br
                p.ell(bx, by, br * .74, br * 1.2, "#C8161F")
                if s > .42:
                    p.circle(bx - br * .22, by - br * .45, br * .24, "#FF9A80")
    birds(p, ((520, 150, .9), (556, 134, .7), (486, 132, .6)), "#9A5A44")
    return p


def observatory():
    p, r = Pic("冷湖的观测圆顶"), random.Random(16)
    p.rect(0, 0, W, H, p.grad("sky", [(0, "#150F2B"), (.30, "#2C1737"), (.52, "#5B203F"), (.68, "#9C343C"), (.80, "#D9713F"), (.90, "#F0B465"), (1, "#F7D999")], y2=690))
    # milky way: soft bands, then dust of stars
    ax, ay, bx, by = -120, 690, 1080, -120
    fade = p.grad("mw", [(0, "#F0CFC6"), (.5, "#F0CFC6", .9), (1, "#F0CFC6", 0)], 0, 0, 0, 590)
    L = math.hypot(bx - ax, by - ay)
    nx, ny = (by - ay) / L, -(bx - ax) / L
    for w, o in ((190, .035), (140, .045), (98, .055), (62, .07), (34, .08)):
        top, bot = [], []
        for i in range(25):
            t = i / 24
            cx, cy = ax + (bx - ax) * t, ay + (by - ay) * t
            ww = w * (.72 + .42 * math.sin(t * 5.1 + 1) ** 2) * (.9 + .2 * r.random())
            top.append((cx + nx * ww, cy + ny * ww))
            bot.append((cx - nx * ww * .9, cy - ny * ww * .9))
        p.poly(top + bot[::-1], fade, o)
    for i in range(16):   # dark lanes
        t = .25 + .7 * r.random()
        cx, cy = ax + (bx - ax) * t + nx * r.uniform(-26, 26), ay + (by - ay) * t + ny * r.uniform(-26, 26)
        l = r.uniform(30, 90)
        dx, dy = (bx - ax) / L * l, (by - ay) / L * l
        k = r.uniform(3, 7)
        p.poly([(cx - dx, cy - dy), (cx + nx * k, cy + ny * k), (cx + dx, cy + dy), (cx - nx * k, cy - ny * k)], "#2A1433", .17)
    for i in range(620):
        t, d = r.random(), r.gauss(0, 62)
        x, y = ax + (bx - ax) * t + nx * d, ay + (by - ay) * t + ny * d
        if 0 < x < W and 0 < y < 520:
            p.circle(x, y, r.uniform(.45, 1.25), r.choice(("#FFF4DC", "#FFE2B8", "#F6D4D8")), round(r.uniform(.35, .95) * (1 - y / 760), 2))
    for i in range(330):
        x, y = r.uniform(0, W), 560 * r.random() ** 1.35
        big = r.random()
        rad = .7 if big < .72 else 1.2 if big < .93 else 1.9
        p.circle(x, y, rad, r.choice(("#FFFFFF", "#FFF1CF", "#FFD9B0")), round(r.uniform(.5, 1) * (1 - y / 640), 2))
    for x, y, s in ((188, 128, 8), (905, 96, 7), (1098, 232, 6), (470, 70, 5), (318, 300, 5)):
        p.path(f"M{f(x)} {f(y - s)}Q{f(x)} {f(y)} {f(x + s)} {f(y)}Q{f(x)} {f(y)} {f(x)} {f(y + s)}Q{f(x)} {f(y)} {f(x - s)} {f(y)}Q{f(x)} {f(y)} {f(x)} {f(y - s)}z", "#FFF6DE")
    p.path("M250 196L108 268L246 201z", p.grad("meteor", [(0, "#FFF3D0", 0), (1, "#FFF9E8", .95)], 108, 268, 250, 196))
    # ridges against the afterglow
    for x, top, wl, wr in ((70, 566, 200, 220), (470, 552, 230, 240), (980, 544, 260, 230), (1180, 574, 160, 160), (270, 590, 150, 160), (740, 584, 160, 160)):
        peak(p, r, x, top, 690, wl, wr, "#B4503F", "#93383C", "#F7CDA0", "#D38A72", .34)
    p.rect(0, 590, W, 110, p.grad("glow", [(0, "#F6C684", 0), (1, "#F6C684", .75)], y1=590, y2=690))
    hills(p, r, 640, 652, 18, "#762A3A", 800)
    hills(p, r, 672, 640, 22, "#511E33", 800)

    def dome(x, y, R, ang, base=.62):
        """Dome on a drum; ang (degrees) is where the slit looks."""
        hgt = R * base
        gid = f"d{round(x)}"
        p.rect(x - R * .94, y - hgt, R * 1.88, hgt + 10, p.grad(gid + "b", [(0, "#FFE6C0"), (.22, "#F3CFA8"), (.62, "#B9828A"), (1, "#6A3A58")], x - R, 0, x + R, 0))
        for k in range(1, 7):
            xx = x - R * .94 + R * 1.88 * (0.5 - .5 * math.cos(math.pi * k / 7))
            p.path(f"M{f(xx)} {f(y - hgt + 6)}V{f(y + 8)}", stroke="#5A2C48", w=1.1, so=.25)
        p.rect(x - R * 1.04, y - hgt - R * .09, R * 2.08, R * .13, p.grad(gid + "r", [(0, "#FFF1D8"), (.5, "#C9979A"), (1, "#5E3350")], x - R, 0, x + R, 0), r=3)
        cy = y - hgt - R * .06
        g = p.grad(gid + "c", [(0, "#FFE9C6"), (.18, "#FBE3C9"), (.45, "#E3B9B0"), (.78, "#9A6480"), (1, "#5A3156")], x - R, 0, x + R, 0)
        p.path(f"M{f(x - R)} {f(cy)}A{f(R)} {f(R)} 0 0 1 {f(x + R)} {f(cy)}z", g)
        for k in (-.72, -.38, .0, .38, .72):        # meridians
            p.path(f"M{f(x)} {f(cy - R)}Q{f(x + R * k * 1.28)} {f(cy - R * .78)} {f(x + R * k)} {f(cy)}", stroke="#5A2C48", w=1.2, so=.28)
        p.path(f"M{f(x - R * .88)} {f(cy - R * .47)}Q{f(x)} {f(cy - R * .36)} {f(x + R * .88)} {f(cy - R * .47)}", stroke="#5A2C48", w=1.2, so=.28)
        # slit with warm light
        k = math.sin(math.radians(ang))
        m, hw = x + R * k * .62, R * .15
        tip = (x + R * k * .16, cy - R * 1.0)
        p.path(f"M{f(m - hw)} {f(cy - 2)}Q{f(m - hw * 1.05 + R * k * .10)} {f(cy - R * .62)} {f(tip[0] - hw * .75)} {f(tip[1] + 3)}"
               f"L{f(tip[0] + hw * .75)} {f(tip[1] + 1)}Q{f(m + hw * 1.05 + R * k * .10)} {f(cy - R * .62)} {f(m + hw)} {f(cy - 2)}z", "#34122B")
        p.path(f"M{f(m - hw * .72)} {f(cy - 3)}Q{f(m - hw * .76 + R * k * .10)} {f(cy - R * .6)} {f(tip[0] - hw * .5)} {f(tip[1] + R * .13)}"
               f"L{f(tip[0] + hw * .5)} {f(tip[1] + R * .12)}Q{f(m + hw * .76 + R * k * .10)} {f(cy - R * .6)} {f(m + hw * .72)} {f(cy - 3)}z",
               p.grad(gid + "s", [(0, "#7A2230"), (.5, "#D9713F"), (1, "#FFD98A")], 0, cy - R, 0, cy))
        # telescope tube
        p.path(f"M{f(m)} {f(cy - R * .20)}L{f(m + (tip[0] - m) * .75)} {f(cy - R * .74)}", stroke="#34122B", w=R * .13, cap="butt")
        p.path(f"M{f(m + hw * .14)} {f(cy - R * .20)}L{f(m + (tip[0] - m) * .75 + hw * .14)} {f(cy - R * .74)}", stroke="#A85B4C", w=R * .028, cap="butt")
        # door and lamp
        p.rect(x - R * .40, y - hgt * .46, R * .20, hgt * .46 + 6, "#5A2036", r=2)
        p.rect(x - R * .365, y - hgt * .40, R * .13, hgt * .40 + 6, "#FFD27A", r=1)

    # plateau with the domes
    plate = [(-20, 712), (120, 690), (300, 682), (520, 676), (760, 668), (960, 676), (1220, 664), (1220, 820), (-20, 820)]
    dome(1016, 668, 62, -20)
    dome(330, 680, 84, 28)
    p.rect(520, 640, 74, 44, "#8C4B56")
    p.rect(520, 632, 80, 9, "#C98A7E")
    for k in (0, 1, 2):
        p.rect(530 + 21 * k, 652, 12, 13, "#FFD27A", r=1)
    dome(744, 676, 150, -26, .56)
    p.rect(886, 634, 60, 40, "#6F3448")
    p.rect(882, 627, 66, 8, "#B4746F")
    for k in (0, 1):
        p.rect(896 + 22 * k, 646, 12, 12, "#FFD27A", r=1)
    p.poly(plate, p.grad("rock", [(0, "#45192F"), (1, "#1C0D1D")], y1=664, y2=800))
    # road up to the domes, with lamps
    p.path("M470 812C520 760 700 752 742 712C752 700 746 690 736 682L716 682C722 694 718 704 700 712C610 748 420 756 330 812z", "#8A4A4C", .75)
    p.path("M400 812C460 768 640 750 716 716", stroke="#F3C98A", w=2.4, so=.55)
    for i, (x, y) in enumerate(((372, 776), (452, 752), (552, 732), (640, 715), (528, 792), (632, 757), (716, 730))):
        s = 1.2 - .09 * i
        p.circle(x, y - 15 * s, 12 * s, "#FFD98A", .20)
        p.circle(x, y - 15 * s, 3.4 * s, "#FFE9B5")
        p.path(f"M{f(x)} {f(y)}V{f(y - 12 * s)}", stroke="#1C0D1D", w=2)
    for i in range(26):
        x, y = r.choice((r.uniform(0, 300), r.uniform(800, W))), r.uniform(716, 796)
        s = (y - 690) / 80
        p.poly([(x, y), (x + 9 * s, y - 9 * s), (x + 22 * s, y - 7 * s), (x + 30 * s, y)], "#5A2438")
        p.poly([(x + 9 * s, y - 9 * s), (x + 22 * s, y - 7 * s), (x + 30 * s, y), (x + 15 * s, y)], "#2C1226")
    return p


def hall():
    p, r = Pic("党校报告厅"), random.Random(103)
    # room: back wall 320..880 x 150..452, vanishing point 600,330
    bl, br, bt, bb = 296, 904, 148, 446
    p.rect(0, 0, W, H, "#F7E6CB")
    p.poly([(0, 0), (W, 0), (br, bt), (bl, bt)], p.grad("ceil", [(0, "#F3D9B0"), (1, "#FFF6E6")], y2=bt))
    FY = 560      # where the skirting meets the edge of the picture
    p.poly([(0, H), (W, H), (W, FY), (br, bb), (bl, bb), (0, FY)], p.grad("floor", [(0, "#D9A066"), (1, "#8E5330")], y1=bb, y2=H))
    p.poly([(0, 0), (bl, bt), (bl, bb), (0, FY)], p.grad("lw", [(0, "#EBCB9F"), (1, "#F8E6CA")], 0, 0, bl, 0))
    p.poly([(W, 0), (br, bt), (br, bb), (W, FY)], p.grad("rw", [(0, "#F3DCB8"), (1, "#D9AF80")], br, 0, W, 0))
    p.rect(bl, bt, br - bl, bb - bt, p.grad("bw", [(0, "#FFF4E0"), (1, "#F4DDBB")], y1=bt, y2=bb))
    vx, vy = 600, 318

    def persp(x, y, t):
        """Point on the line from (x, y) to the vanishing point."""
        return x + (vx - x) * t, y + (vy - y) * t

    # ceiling coffers and light strips
    for t in (.10, .22, .33, .425):
        y = persp(-100, -54, t)[1]
        w = 14 * (1 - t)
        if not 0 <= y < bt - w:
            continue
        k0, k1 = y / bt, (y + w) / bt
        p.poly([(bl * k0, y), (W - (W - br) * k0, y), (W - (W - br) * k1, y + w), (bl * k1, y + w)], "#D8B078", .55)
    for x in (330, 600, 870):
        a0, a1 = persp(x - 58, -40, .02), persp(x + 58, -40, .02)
        b0, b1 = (vx + (x - 58 - vx) * .52, bt), (vx + (x + 58 - vx) * .52, bt)
        p.poly([a0, a1, b1, b0], "#FFF9EA")
        p.poly([along(a0, a1, .2), along(a0, a1, .8), along(b0, b1, .8), along(b0, b1, .2)], "#FFE6A8")
    p.path(f"M0 0L{bl} {bt}H{br}L{W} 0", stroke="#B4141E", w=5, so=.85)
    p.path(f"M0 14L{bl} {bt + 7}H{br}L{W} 14", stroke="#E8C36A", w=2.4)

    # side windows: mountains in the left ones, curtains between
    def wall_quad(x0, x1, y0, y1, left=True):
        """Quad on a side wall between depths x0..x1 (0 near, 1 back) and heights 0..1."""
        def pt(d, h):
            d2 = d / (d + (1 - d) * 2.0) if d < 1 else 1
            xx = bl * d2
            top, bot = bt * d2, FY + (bb - FY) * d2
            yy = top + (bot - top) * h
            return (xx if left else W - xx), yy
        return [pt(x0, y0), pt(x1, y0), pt(x1, y1), pt(x0, y1)]

    def inner(q, u, v):
        a, b = along(q[0], q[1], u), along(q[3], q[2], u)
        return along(a, b, v)

    for left in (True, False):
        for i, (a, b) in enumerate(((.10, .36), (.46, .66), (.74, .90))):
            q = wall_quad(a, b, .17, .60, left)
            fr = wall_quad(a - .02, b + .015, .155, .615, left)
            p.poly(fr, "#A4683C")
            p.poly(q, p.grad(f"win{left}{i}", [(0, "#FFF7E3"), (.7, "#FBD9A2"), (1, "#F3B587")], y1=min(y for _, y in q), y2=max(y for _, y in q)))
            sky = [(0, .72), (.16, .56), (.27, .63), (.45, .38), (.60, .56), (.74, .48), (1, .70)]
            p.poly([inner(q, u, v) for u, v in sky] + [q[2], q[3]], "#C98C78")
            p.poly([inner(q, .45, .38), inner(q, .60, .56), inner(q, .54, .53), inner(q, .49, .58), inner(q, .43, .51), inner(q, .36, .51)], "#FFF8EA")
            p.poly([inner(q, u, v) for u, v in ((0, .86), (.3, .74), (.55, .82), (.8, .72), (1, .84))] + [q[2], q[3]], "#9A4F45")
            for u in (.5,):
                a1, a2 = inner(q, u, 0), inner(q, u, 1)
                p.path(f"M{pts([a1])}L{pts([a2])}", stroke="#A4683C", w=5 - i)
            a1, a2 = inner(q, 0, .30), inner(q, 1, .30)
            p.path(f"M{pts([a1])}L{pts([a2])}", stroke="#A4683C", w=4 - i)
    # light of the left windows on the floor
    for a, b in ((.10, .36), (.46, .66), (.74, .90)):
        q = wall_quad(a, b, 1, 1)
        sh = 150 + 150 * (1 - a)
        p.poly([q[0], q[1], (q[1][0] + sh * .9, q[1][1] + sh * .10), (q[0][0] + sh * 1.2, q[0][1] + sh * .16)], "#FFE7B0", .34)
    p.path(f"M0 {FY}L{bl} {bb}H{br}L{W} {FY}", stroke="#8C5A34", w=6)

    # stage: screen between red curtains
    p.rect(bl, bb - 236, br - bl, 236, "#8C0A14")
    for side in (0, 1):
        x0 = bl if not side else br - 120
        for k in range(8):
            x = x0 + k * 15
            p.rect(x, bt + 30, 15, bb - bt - 30, p.grad(f"cur{side}{k}", [(0, "#8C0A14"), (.45, "#C8202A"), (1, "#9A0F18")], x, 0, x + 15, 0))
    sx, sy, sw, sh = 420, 190, 360, 206
    p.rect(sx - 10, sy - 10, sw + 20, sh + 20, "#E8C36A")
    p.rect(sx - 5, sy - 5, sw + 10, sh + 10, "#6E0810")
    p.rect(sx, sy, sw, sh, p.grad("scr", [(0, "#FFF6E0"), (.6, "#FCDDA6"), (1, "#F5B57E")], y1=sy, y2=sy + sh))
    for k, o in ((44, .25), (34, .4)):
        p.circle(600, sy + 84, k, "#F3B24A", o)
    p.circle(600, sy + 84, 25, "#FFFDF4")
    r2 = random.Random(7)
    for x, t, wl, wr, c1, c2 in ((470, 108, 50, 74, "#DDA088", "#C4836F"), (716, 98, 110, 64, "#DDA088", "#C4836F"), (606, 122, 88, 90, "#CC8873", "#B36C5C")):
        wl, wr = min(wl, x - sx), min(wr, sx + sw - x)
        peak(p, r2, x, sy + t, sy + sh - 34, wl, wr, c1, c2, "#FFF8EC", "#EBD2C2", .4)
    p.rect(sx, sy + sh - 36, sw, 36, "#B5483F")
    for k in range(7):
        y = sy + sh - 33 + k * 5
        p.rect(sx + 150 - k * 16, y, 60 + k * 32, 1.8, "#FBD9A0", .7)
    # cover what may stick out of the screen, valance above
    p.rect(sx - 10, sy, 10, sh, "#E8C36A")
    p.rect(sx + sw, sy, 10, sh, "#E8C36A")
    p.rect(bl, bt + 4, br - bl, 34, "#B4141E")
    n = 16
    for k in range(n):
        w = (br - bl) / n
        x = bl + k * w
        p.path(f"M{f(x)} {f(bt + 34)}q{f(w / 2)} {f(24)} {f(w)} 0z", "#B4141E")
        p.path(f"M{f(x)} {f(bt + 34)}q{f(w / 2)} {f(24)} {f(w)} 0", stroke="#E8C36A", w=2.2)
    # platform
    p.poly([(bl - 16, bb - 34), (br + 16, bb - 34), (br + 34, bb - 6), (bl - 34, bb - 6)], "#E0AC74")
    p.poly([(bl - 34, bb - 6), (br + 34, bb - 6), (br + 34, bb + 20), (bl - 34, bb + 20)], "#A8683A")
    p.rect(bl - 34, bb - 6, br - bl + 68, 4, "#F3CE94")
    # lectern and table, flowers
    p.poly([(672, bb - 96), (742, bb - 96), (732, bb - 16), (682, bb - 16)], "#7A3A22")
    p.poly([(664, bb - 106), (750, bb - 106), (744, bb - 92), (670, bb - 92)], "#9A5230")
    p.rect(692, bb - 78, 30, 44, "#B4141E", r=2)
    for k in (0, 1, 2):
        p.rect(698 + 8 * k, bb - 72, 2.4, 32, "#E8C36A")
    p.path(f"M720 {bb - 106}q6 -18 -8 -26", stroke="#3A1A12", w=2.6)
    p.circle(711, bb - 133, 4, "#3A1A12")
    p.rect(452, bb - 62, 176, 40, "#B4141E")
    p.rect(446, bb - 69, 188, 9, "#D9433B", r=2)
    for k in range(11):
        p.rect(452 + 16 * k, bb - 60, 2, 38, "#8C0A14", .6)
    for k in range(3):
        x = 484 + 56 * k
        p.rect(x, bb - 82, 9, 13, "#FFFDF6", r=2)
    for x0 in (330, 838):
        p.poly([(x0 - 14, bb - 46), (x0 + 26, bb - 46), (x0 + 20, bb - 16), (x0 - 8, bb - 16)], "#FFF4E0")
        for k in range(9):
            a = math.pi * (.1 + .8 * k / 8)
            x, y = x0 + 6 + math.cos(a) * 32, bb - 48 - math.sin(a) * 44
            p.path(f"M{x0 + 6} {bb - 46}Q{f((x0 + 6 + x) / 2 - 4)} {f(y - 6)} {f(x)} {f(y)}", stroke="#5E8440", w=4)
    # seats, from the stage towards us
    p.poly([(560, bb + 20), (640, bb + 20), (742, H), (458, H)], p.grad("carpet", [(0, "#C8202A"), (1, "#8C0A14")], y1=bb, y2=H))
    for k in (-1, 1):
        p.poly([(600 + k * 34, bb + 20), (600 + k * 37, bb + 20), (600 + k * 131, H), (600 + k * 122, H)], "#E8C36A")
    rows = 8
    for i in range(rows):
        t = i / (rows - 1)
        z = 4.35 - 3.47 * t
        y = 330 + 470 / z + 26
        s = 1 / z
        pitch, wid, hgt = 128 * s, 108 * s, 104 * s
        c1, c2 = mix("#C9594C", "#8C0A14", t), mix("#E0806A", "#B4141E", t)
        aisle = 150 * s
        # as many seats as the floor is wide here, then the desk edge
        wall = bl - (y - 10 - bb) * bl / (FY - bb)
        seats = 14 if wall < 0 else int((600 - wall - 16 - aisle) / pitch)
        for sgn in (-1, 1):
            for k in range(14):
                cx = 600 + sgn * (aisle + pitch * (k + .5))
                if not -wid < cx < W + wid or k >= seats:
                    continue
                p.path(f"M{f(cx - wid / 2)} {f(y)}V{f(y - hgt * .72)}Q{f(cx - wid / 2)} {f(y - hgt)} {f(cx - wid * .24)} {f(y - hgt)}"
                       f"H{f(cx + wid * .24)}Q{f(cx + wid / 2)} {f(y - hgt)} {f(cx + wid / 2)} {f(y - hgt * .72)}V{f(y)}z", c1)
                p.path(f"M{f(cx - wid * .40)} {f(y)}V{f(y - hgt * .66)}Q{f(cx - wid * .40)} {f(y - hgt * .90)} {f(cx - wid * .20)} {f(y - hgt * .90)}"
                       f"H{f(cx + wid * .20)}Q{f(cx + wid * .40)} {f(y - hgt * .90)} {f(cx + wid * .40)} {f(y - hgt * .66)}V{f(y)}z", c2)
                p.path(f"M{f(cx - wid * .24)} {f(y - hgt * .955)}H{f(cx + wid * .24)}", stroke="#F6B79A", w=max(1, 5 * s), so=.7)
            x0, x1 = 600 + sgn * aisle, 600 + sgn * (aisle + pitch * seats)
            xa, xb = min(x0, x1), max(x0, x1)
            p.rect(xa, y - 10 * s, xb - xa, 16 * s, mix("#E7B67C", "#C98A50", t))
            p.rect(xa, y + 6 * s, xb - xa, 30 * s, mix("#A86A40", "#6E3A20", t))
    return p


def energy():
    p, r = Pic("戈壁上的光热塔与风机"), random.Random(9)
    hy = 470
    p.rect(0, 0, W, H, p.grad("sky", [(0, "#F9E3B8"), (.35, "#F8CB8E"), (.7, "#EF9A68"), (1, "#DB6A4C")], y2=hy))
    for x, y, s, o in ((90, 150, 1.15, .5), (330, 214, .7, .4), (980, 120, .9, .45)):
        cloud(p, x, y, s, "#FFF3DA", o)
    tx, ty = 760, 150
    for k, o in ((330, .07), (240, .08), (165, .10), (104, .14), (62, .22)):
        p.circle(tx, ty, k, "#FFF2C4", o)
    for x, top, wl, wr in ((120, 330, 220, 230), (520, 352, 200, 220), (930, 334, 230, 230), (1150, 352, 170, 160), (330, 378, 150, 160), (720, 382, 150, 150)):
        peak(p, r, x, top, hy + 6, wl, wr, "#CF7A5C", "#B25C4B", "#FCE3C4", "#E2B294", .34)
    p.rect(0, hy - 90, W, 100, p.grad("haze", [(0, "#F9C78F", 0), (1, "#F9C78F", .8)], y1=hy - 90, y2=hy))
    hills(p, r, hy - 14, hy - 22, 9, "#A44A40", H)

    def turbine(x, y, h, a, c="#FFF6E4", d="#DDB79A"):
        w = h * .022
        p.poly([(x - w, y), (x - w * .45, y - h), (x + w * .45, y - h), (x + w, y)], c)
        p.poly([(x, y), (x, y - h), (x + w * .45, y - h), (x + w, y)], d)
        for k in range(3):
            b = math.radians(a + 120 * k)
            ux, uy = math.sin(b), -math.cos(b)
            px, py = -uy, ux
            l = h * .60
            q = [(x, y - h), (x + ux * l * .16 + px * h * .035, y - h + uy * l * .16 + py * h * .035), (x + ux * l, y - h + uy * l),
                 (x + ux * l * .10 - px * h * .012, y - h + uy * l * .10 - py * h * .012)]
            p.poly(q, c)
        p.circle(x, y - h, h * .030, "#B4141E")

    for x, y, h, a in ((470, 462, 92, 20), (395, 466, 110, 75), (305, 466, 132, 48), (196, 470, 162, 10), (60, 474, 200, 62),
                       (980, 460, 96, 35), (1052, 464, 118, 92), (1140, 468, 146, 58)):
        turbine(x, y, h, a)
    p.rect(0, hy - 6, W, H, p.grad("sand", [(0, "#E3A66B"), (.35, "#D18A54"), (1, "#9C5230")], y1=hy - 6, y2=H))
    # heliostats on rings around the foot of the tower
    fx, fz = 0.0, 5.2
    def ground(x, z):
        return tx + x * 640 / z, hy - 34 + 560 / z
    mir = []
    for k in range(1, 10):
        R = .70 + .40 * k
        n = int(12 + 8 * k)
        for i in range(n):
            a = 2 * math.pi * (i + .5 * (k % 2)) / n
            x, z = fx + R * 1.35 * math.cos(a), fz + R * math.sin(a)
            if z < 1.24:
                continue
            mir.append((z, x, a))
    mir.sort(reverse=True)
    foot = ground(fx, fz)
    beams = [m for i, m in enumerate(mir) if i % 6 == 0]
    drawn = False

    def tower():
        b = foot[1] + 2
        p.ell(tx, b, 46, 8, "#7A3626", .4)
        p.poly([(tx - 30, b), (tx - 17, ty + 40), (tx + 17, ty + 40), (tx + 30, b)], p.grad("tw", [(0, "#FFF6E4"), (.5, "#F2D4B0"), (1, "#B4765C")], tx - 30, 0, tx + 30, 0))
        for k in (.12, .31, .5, .69, .88):
            y = ty + 40 + (b - ty - 40) * k
            w = 17 + 13 * k
            p.rect(tx - w, y, 2 * w, 2.4, "#A85F48", .45)
        p.poly([(tx - 8, b), (tx - 8, b - 26), (tx + 8, b - 26), (tx + 8, b)], "#8C3A2E")
        p.rect(tx - 21, ty + 34, 42, 10, "#C9987A")
        p.rect(tx - 21, ty - 40, 42, 76, p.grad("rec", [(0, "#FFD98A"), (.35, "#FFFFFF"), (.65, "#FFFFFF"), (1, "#FFC978")], tx - 21, 0, tx + 21, 0))
        for k in range(1, 7):
            p.path(f"M{tx - 21 + 6 * k} {ty - 38}v72", stroke="#F3B45A", w=1, so=.5)
        p.poly([(tx - 21, ty - 40), (tx - 17, ty - 58), (tx + 17, ty - 58), (tx + 21, ty - 40)], "#E2BE98")
        p.rect(tx - 17, ty - 62, 34, 5, "#A85F48")

    for z, x, a in mir:
        if z < fz and not drawn:
            tower()
            drawn = True
        gx, gy = ground(x, z)
        s = 1 / z
        if not -60 < gx < W + 60:
            continue
        w, h = 92 * s, 72 * s
        my = gy - 54 * s
        lean = max(-1, min(1, (tx - gx) / 420))
        p.ell(gx + 18 * s, gy + 1, w * .62, 6 * s, "#6E2E1E", .35)
        p.rect(gx - 2.2 * s, my, 4.4 * s, gy - my, "#7A4434")
        if z > fz:      # behind the tower: we see the face
            q = [(gx - w * .5, my - h * .36 - lean * 4 * s), (gx + w * .5, my - h * .36 + lean * 4 * s), (gx + w * .5, my + h * .36 + lean * 4 * s), (gx - w * .5, my + h * .36 - lean * 4 * s)]
            p.poly(q, "#FFF0CB")
            p.poly([q[0], q[1], q[3]], "#FFFBEF")
        else:           # in front: tilted away, the back with its frame, sky caught on the edge
            sk = lean * w * .16
            q = [(gx - w * .5 + sk, my - h * .42), (gx + w * .5 + sk, my - h * .42), (gx + w * .5 - sk, my + h * .36), (gx - w * .5 - sk, my + h * .36)]
            p.poly(q, mix("#A9CFC6", "#4F8F92", min(1, s * 1.9)))
            p.poly([q[0], q[1], along(q[1], q[2], .12), along(q[0], q[3], .12)], "#FFF0C8")
            p.poly([along(q[0], q[1], .5), q[1], q[2], along(q[3], q[2], .5)], "#1F5558", .22)
            if s > .22:
                for v in (.36, .66):
                    e0, e1 = along(q[0], q[3], v), along(q[1], q[2], v)
                    p.path(f"M{pts([e0])}L{pts([e1])}", stroke="#EAF3E6", w=max(.8, 3 * s), so=.65)
                e0, e1 = along(q[0], q[1], .5), along(q[3], q[2], .5)
                p.path(f"M{pts([e0])}L{pts([e1])}", stroke="#EAF3E6", w=max(.8, 3 * s), so=.65)
    for z, x, a in beams:
        gx, gy = ground(x, z)
        if not 0 < gx < W:
            continue
        s = 1 / z
        my = gy - 62 * s
        p.poly([(gx - 30 * s, my), (gx + 30 * s, my), (tx + 8, ty + 6), (tx - 8, ty - 6)], "#FFF4CC", .10)
    # foreground: a low dune with camel thorn
    d = ridge(r, 770, 752, 16, 5, .5)
    p.poly(d + [(W + 20, H + 10), (-20, H + 10)], p.grad("dune", [(0, "#8C4428"), (1, "#5E2A1C")], y1=740, y2=H))
    for i in range(30):
        x = r.uniform(0, W)
        y = 764 + r.uniform(0, 34)
        s = r.uniform(.7, 1.4)
        for k in range(-3, 4):
            p.path(f"M{f(x)} {f(y)}q{f(k * 3 * s)} {f(-9 * s)} {f(k * 6 * s)} {f(-(17 - abs(k) * 2) * s)}", stroke=r.choice(("#A9A05A", "#C9B26A", "#8A8A4C")), w=1.8)
    return p


def road():
    p, r = Pic("高原公路"), random.Random(200)
    hy = 428
    p.rect(0, 0, W, H, p.grad("sky", [(0, "#F3D2A6"), (.4, "#F9DDB0"), (.8, "#FBE7C6"), (1, "#FDEFD6")], y2=hy))
    sun(p, 236, 150, 50, "#FFF9EA", "#FFE2A0")
    for x, y, s, o in ((760, 110, 1.2, .85), (1010, 176, .8, .7), (430, 96, .75, .7), (60, 232, .8, .6)):
        cloud(p, x, y, s, "#FFFEF8", o)
    for x, top, wl, wr in ((60, 268, 240, 240), (1120, 240, 260, 230), (330, 246, 220, 200), (860, 216, 260, 260)):
        peak(p, r, x, top, hy + 8, wl, wr, "#CBA595", "#AF8579", "#FFFCF4", "#E6D2C6", .52)
    peak(p, r, 610, 132, hy + 8, 330, 340, "#C08F80", "#9A6A63", "#FFFDF8", "#E0C8C0", .58)
    for x, top, wl, wr in ((450, 322, 170, 180), (770, 318, 190, 180), (1010, 338, 160, 160), (190, 336, 180, 170)):
        peak(p, r, x, top, hy + 8, wl, wr, "#B47B66", "#965F53", "#FBEFE0", "#D9BBAA", .26)
    p.rect(0, hy - 110, W, 120, p.grad("haze", [(0, "#FDEBCB", 0), (1, "#FDEBCB", .92)], y1=hy - 110, y2=hy))
    hills(p, r, hy - 26, hy - 8, 12, "#C9B071", H)
    hills(p, r, hy - 4, hy - 22, 10, "#B9A05E", H)
    # grassland in soft swells
    q = ridge(r, hy + 12, hy + 16, 7, 5, .5)
    p.poly(q + [(W + 20, H), (-20, H)], p.grad("grass", [(0, "#D9BC74"), (.35, "#C9A455"), (1, "#8E7A34")], y1=hy, y2=H))
    for y, c in ((470, "#D0AE62"), (520, "#BF9C4E"), (590, "#AF9146"), (680, "#9C843C")):
        q = ridge(r, y, y + r.uniform(-20, 20), 20, 4, .5)
        p.poly(q + [(W + 20, H), (-20, H)], c, .55)
    # the road: centre line x(t), t from 0 far to 1 near
    def centre(t):
        return 604 + 150 * math.sin(2 * math.pi * (.92 * t ** .62) + .3) * (t ** .75) * (1 - .25 * t) - 40 * t

    def edge(t, k):
        y = hy - 4 + (H + 24 - hy) * t ** 1.7
        return centre(t) + k * (3 + 250 * t ** 1.75), y

    N = 60
    ts = [i / N for i in range(N + 1)]
    p.poly([edge(t, -1.22) for t in ts] + [edge(t, 1.22) for t in ts[::-1]], "#E6CB92")
    p.poly([edge(t, -1) for t in ts] + [edge(t, 1) for t in ts[::-1]], p.grad("tar", [(0, "#A8867A"), (.4, "#7A5A58"), (1, "#4A3438")], y1=hy, y2=H))
    for k in (-.88, .88):
        p.poly([edge(t, k - .025) for t in ts] + [edge(t, k + .025) for t in ts[::-1]], "#FFF6E2", .9)
    t = .04
    while t < 1:
        t2 = min(1, t + .016 + .03 * t)
        seg = [t + (t2 - t) * i / 4 for i in range(5)]
        p.poly([edge(v, -.022) for v in seg] + [edge(v, .022) for v in seg[::-1]], "#F3C95C")
        t = t2 + .014 + .03 * t
    # stone markers and power line along the right side
    poles = []
    for t in (.17, .24, .33, .45, .60, .79, 1.02):
        x, y = edge(t, 2.0)
        poles.append((x + 6, y, (3 + 250 * t ** 1.75) / 250))
    for x, y, s in poles:
        h = 520 * s
        p.path(f"M{f(x)} {f(y)}V{f(y - h)}", stroke="#6E4334", w=max(1.2, 9 * s), cap="butt")
        p.path(f"M{f(x - 44 * s)} {f(y - h * .93)}H{f(x + 44 * s)}", stroke="#6E4334", w=max(1, 6 * s), cap="butt")
    for k in (-40, 0, 40):
        for (x0, y0, s0), (x1, y1, s1) in zip(poles, poles[1:]):
            ya, yb = y0 - 520 * s0 * .93, y1 - 520 * s1 * .93
            p.path(f"M{f(x0 + k * s0)} {f(ya)}Q{f((x0 + x1) / 2 + k * (s0 + s1) / 2)} {f((ya + yb) / 2 + 26 * s1)} {f(x1 + k * s1)} {f(yb)}", stroke="#6E4334", w=1.1, so=.65)
    for t in (.22, .30, .40, .53, .70):
        x, y = edge(t, -1.34)
        s = .06 + t ** 1.7
        p.rect(x - 9 * s, y - 44 * s, 18 * s, 46 * s, "#FFFBF0", r=4 * s)
        p.rect(x - 9 * s, y - 34 * s, 18 * s, 12 * s, "#C8161F")
    # herd: yaks and sheep
    def yak(x, y, s, flip=1):
        g = f"{f(x)} {f(y)}"
        p.ell(x, y + 1, 40 * s, 5 * s, "#6A4E22", .35)
        p.path(f"M{f(x - 34 * s * flip)} {f(y - 6 * s)}q{f(-4 * s * flip)} {f(-30 * s)} {f(20 * s * flip)} {f(-34 * s)}"
               f"q{f(10 * s * flip)} {f(-10 * s)} {f(24 * s * flip)} {f(-4 * s)}q{f(16 * s * flip)} {f(0)} {f(24 * s * flip)} {f(12 * s)}"
               f"l{f(10 * s * flip)} {f(12 * s)}q{f(-4 * s * flip)} {f(10 * s)} {f(-14 * s * flip)} {f(4 * s)}l{f(-4 * s * flip)} {f(12 * s)}z", "#3A2420")
        for k in (-24, -12, 8, 18):
            p.rect(x + k * s * flip - 3 * s, y - 12 * s, 6 * s, 13 * s, "#2A1816")
        p.path(f"M{f(x + 30 * s * flip)} {f(y - 32 * s)}q{f(4 * s * flip)} {f(-12 * s)} {f(14 * s * flip)} {f(-10 * s)}", stroke="#E9D2AE", w=2.6 * s)

    def sheep(x, y, s):
        p.ell(x, y + 5 * s, 15 * s, 3 * s, "#6A4E22", .3)
        for k in (-7, 6):
            p.rect(x + k * s, y - 2 * s, 2.6 * s, 8 * s, "#5A3A2C")
        p.ell(x, y - 6 * s, 13 * s, 8.5 * s, "#FFFBF0")
        p.ell(x + 2 * s, y - 3.5 * s, 10 * s, 5 * s, "#EBDCC4")
        p.circle(x + 13 * s, y - 9 * s, 4.4 * s, "#5A3A2C")

    for x, y, s in ((206, 520, .62), (130, 548, .78), (292, 548, .72), (70, 600, 1.0), (232, 604, 1.02)):
        yak(x, y, s, 1 if x < 260 else -1)
    for i in range(20):
        x, y = 930 + r.gauss(0, 92), 545 + r.gauss(0, 26)
        if x > 840:
            sheep(x, y, .45 + (y - 470) / 200)
    # the red car on its way
    t = .50
    x, y = edge(t, .45)
    s = .40
    p.ell(x, y + 4, 88 * s, 12 * s, "#2A1816", .45)
    p.path(f"M{f(x - 72 * s)} {f(y)}v{f(-46 * s)}q{f(0)} {f(-12 * s)} {f(12 * s)} {f(-16 * s)}l{f(16 * s)} {f(-44 * s)}q{f(4 * s)} {f(-8 * s)} {f(14 * s)} {f(-8 * s)}"
           f"h{f(60 * s)}q{f(10 * s)} {f(0)} {f(14 * s)} {f(8 * s)}l{f(16 * s)} {f(44 * s)}q{f(12 * s)} {f(4 * s)} {f(12 * s)} {f(16 * s)}v{f(46 * s)}z", "#C8161F")
    p.poly([(x - 42 * s, y - 64 * s), (x - 29 * s, y - 100 * s), (x + 29 * s, y - 100 * s), (x + 42 * s, y - 64 * s)], "#4A5A62")
    p.rect(x - 72 * s, y - 24 * s, 144 * s, 10 * s, "#8C0A14")
    for k in (-62, 42):
        p.rect(x + k * s, y - 48 * s, 20 * s, 12 * s, "#FFD27A", r=2)
        p.rect(x + k * s, y - 4 * s, 20 * s, 14 * s, "#2A1816", r=2)
    p.rect(x - 20 * s, y - 44 * s, 40 * s, 14 * s, "#FFF6E2")
    # grass tufts and gentians in front
    for i in range(120):
        y = 640 + 170 * r.random() ** .8
        t = ((y - hy + 4) / (H + 24 - hy)) ** (1 / 1.7)
        x = r.uniform(0, W)
        lo, hi = edge(min(1, t), -1.25)[0], edge(min(1, t), 1.25)[0]
        if lo < x < hi:
            continue
        s = (y - 560) / 160
        col = r.choice(("#C9B25C", "#7E7A34", "#E0C878", "#A69A48"))
        for k in (-2, -1, 0, 1, 2):
            p.path(f"M{f(x + k)} {f(y)}q{f(k * 2 * s)} {f(-9 * s)} {f(k * 5 * s)} {f(-(16 - abs(k) * 3) * s)}", stroke=col, w=1.7 * s)
        if i % 4 == 0:
            p.circle(x + 5 * s, y - 15 * s, 3.2 * s, r.choice(("#C8161F", "#E8C36A", "#FFF6E2")))
    birds(p, ((470, 196, 1), (512, 178, .8), (440, 176, .7)), "#8A5A4C")
    return p


PICTURES = {"salt-lake": salt_lake, "village": village, "observatory": observatory, "hall": hall, "energy": energy, "road": road}

if __name__ == "__main__":
    out = sys.argv[1] if len(sys.argv) > 1 else "."
    os.makedirs(out, exist_ok=True)
    for name, draw in PICTURES.items():
        draw().save(os.path.join(out, name + ".svg"))
