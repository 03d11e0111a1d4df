const [width, height] = [720, 1000]

/**
 * The pictures, drawn. Each is the content of an SVG of 720 by 1000. What lets through is filled so (`fill-opacity`): an `opacity` of its
 * own costs a layer as large as the print.
 */
const drawings: Readonly<Record<string, () => string>> = {
  'low-tide'() {
    const colours = ['#e9d9bd', '#d9d2bf', '#b9cbc8', '#8fb5bb', '#6499a8', '#3f7c93', '#285f7c', '#194764', '#0f314c']
    const bands = colours.map((colour, row) => {
      const top = 380 + row * 68
      const [swell, from] = [16 + row * 3.2, row * 47]
      const crest = steps(0, width, 12).map((x) => `${x} ${round(top + swell * Math.sin((x + from) / (92 + row * 9)))}`)
      return `<path fill="${colour}" d="M0 ${height}L${crest.join('L')}L${width} ${height}Z"/>`
    })
    return `${ground('#f3ebdc')}<circle cx="505" cy="215" r="74" fill="#fffaf0"/>${bands.join('')}`
  },
  noon() {
    const colours = ['#e7b98b', '#dd9a62', '#cf7a45', '#bd5c35', '#a1452d', '#7f3427']
    const arches = colours.map((colour, ring) => {
      const radius = 330 - ring * 46
      return `<path fill="${colour}" d="M${360 - radius} 820V${round(490)}a${radius} ${radius} 0 0 1 ${radius * 2} 0V820Z"/>`
    })
    return `${ground('#f4e6d2')}${arches.join('')}<circle cx="360" cy="490" r="62" fill="#e8402a"/><rect y="820" width="720" height="180" fill="#2f2a33"/>`
  },
  interval() {
    const colours = ['#16161a', '#d9442f', '#23509b', '#efe6d3', '#e5a92f']
    const [side, left, top] = [120, 60, 80]
    const tiles = steps(0, 34, 1).map((tile) => {
      const [column, row] = [tile % 5, Math.floor(tile / 5)]
      const colour = colours[(column * 2 + row * 3 + ((column * row) % 3)) % 5]
      const back = colours[(column * 3 + row + 3 + ((column + row) % 2)) % 5]
      const turn = (column * row + column + row * 2) % 4
      const [x, y] = [left + column * side, top + row * side]
      return `<g transform="translate(${x} ${y}) rotate(${turn * 90} 60 60)"><rect width="120" height="120" fill="${back}" shape-rendering="crispEdges"/><path fill="${colour === back ? '#efe6d3' : colour}" d="M0 0h120a120 120 0 0 1-120 120Z"/></g>`
    })
    return `${ground('#efe6d3')}${tiles.join('')}`
  },
  'night-swim'() {
    const chance = seeded(11)
    const bars = steps(0, 24, 1).map((row) => {
      const wide = 60 + row * 13 + chance() * 90
      const x = 360 - wide / 2 + (chance() - 0.5) * 70
      return `<rect x="${round(x)}" y="${600 + row * 15}" width="${round(wide)}" height="${round(3 + row * 0.28)}" rx="4" fill="#f4ead0" fill-opacity="${round(0.95 - row * 0.032)}"/>`
    })
    const hills = '<path fill="#0c1a2b" d="M0 585C120 520 190 535 300 562S520 500 720 556V600H0Z"/>'
    return `<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#0e1f36"/><stop offset=".57" stop-color="#36587c"/><stop offset=".58" stop-color="#173352"/><stop offset="1" stop-color="#081423"/></linearGradient></defs><rect width="720" height="1000" fill="url(#sky)"/><circle cx="360" cy="300" r="128" fill="#f4ead0"/>${hills}${bars.join('')}`
  },
  'cut-outs'() {
    const leaf =
      'M0-150C46-138 30-92 66-84 40-60 62-30 88-22 54-4 64 34 78 52 40 48 30 92 0 150-30 92-40 48-78 52-64 34-54-4-88-22-62-30-40-60-66-84-30-92-46-138 0-150Z'
    const places = [
      [205, 235, -22, 1.12, '#1f6b52'],
      [520, 210, 34, 0.92, '#e9765b'],
      [360, 520, 8, 1.34, '#27407f'],
      [120, 610, 58, 0.86, '#f0b13c'],
      [600, 560, -40, 0.9, '#e79bb0'],
      [215, 845, 96, 0.92, '#e9765b'],
      [535, 830, 20, 1.08, '#1f6b52'],
    ] as const
    const leaves = places.map(
      ([x, y, turn, scale, colour]) =>
        `<path fill="${colour}" transform="translate(${x} ${y}) rotate(${turn}) scale(${scale})" d="${leaf}"/>`,
    )
    return `${ground('#f6efe1')}<rect x="44" y="44" width="316" height="400" fill="#f1dcc9"/><rect x="360" y="444" width="316" height="512" fill="#e4e7db"/>${leaves.join('')}`
  },
  contour() {
    const rings = steps(0, 39, 1).map((ring) => {
      const points = steps(0, 359, 4).map((degrees) => {
        const angle = (degrees * Math.PI) / 180
        const bend =
          1 +
          0.13 * Math.sin(3 * angle + ring / 9) +
          0.09 * Math.cos(2 * angle - ring / 6) +
          0.035 * Math.sin(7 * angle)
        const radius = (14 + ring * 11.4) * bend
        return `${round(385 + radius * 0.86 * Math.cos(angle) - ring * 1.1)} ${round(440 + radius * 1.16 * Math.sin(angle) + ring * 2)}`
      })
      return `<path d="M${points.join('L')}Z" stroke-width="${ring % 5 === 0 ? 2.6 : 1.2}"/>`
    })
    return `${ground('#d9d2c6')}<clipPath id="map"><rect x="56" y="56" width="608" height="888"/></clipPath><g clip-path="url(#map)"><rect x="56" y="56" width="608" height="888" fill="#e6e0d5"/><g fill="none" stroke="#3b3a36" stroke-linejoin="round">${rings.join('')}</g><circle cx="385" cy="440" r="9" fill="#c8402b"/></g>`
  },
  weft() {
    const [warp, across] = [
      ['#5c2a4d', '#c76b7e', '#8c3f5f'],
      ['#d8a23a', '#efd9b4', '#b9772e'],
    ]
    const [columns, rows] = [steps(0, 8, 1), steps(0, 12, 1)]
    const bars = [
      ...columns.map((at) => `<rect x="${57 + at * 68}" y="48" width="54" height="904" fill="${warp[at % 3]}"/>`),
      ...rows.map((at) => `<rect x="48" y="${60 + at * 68}" width="624" height="54" fill="${across[at % 3]}"/>`),
      ...columns.flatMap((column) =>
        rows
          .filter((row) => (row + column) % 2 === 0)
          .map(
            (row) =>
              `<rect x="${57 + column * 68}" y="${56 + row * 68}" width="54" height="62" fill="${warp[column % 3]}"/>`,
          ),
      ),
    ]
    return `${ground('#f2e7d8')}${bars.join('')}`
  },
  'first-light'() {
    return `<defs><linearGradient id="dawn" x2="0" y2="1"><stop stop-color="#8d86ab"/><stop offset=".3" stop-color="#c7a0ad"/><stop offset=".52" stop-color="#f0b896"/><stop offset=".66" stop-color="#f8d9ae"/><stop offset=".67" stop-color="#b58f9c"/><stop offset="1" stop-color="#4b4560"/></linearGradient></defs><rect width="720" height="1000" fill="url(#dawn)"/><path fill="#2d2a3c" d="M0 860C170 826 330 872 470 858S650 838 720 850V1000H0Z"/><rect y="664" width="720" height="8" fill="#fff1d4" fill-opacity=".75"/>`
  },
}

/** The picture as an SVG document; null when there is none of that id. */
export function drawArtwork(id: string): string | null {
  const content = Object.hasOwn(drawings, id) ? drawings[id]?.() : undefined
  if (content === undefined) return null
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${content}</svg>`
}

const ground = (colour: string) => `<rect width="${width}" height="${height}" fill="${colour}"/>`
const round = (value: number) => Math.round(value * 10) / 10

function steps(from: number, to: number, by: number): number[] {
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by)
}

/** The same numbers from 0 to 1 each time: a picture must not change between two views of it. Source: mulberry32. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
