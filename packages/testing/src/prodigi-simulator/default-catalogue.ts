import type { CatalogueProduct, PrintArea, ProductLine } from './catalogue-product.ts'

const europe = 'AT BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ')
const world = ['GB', 'US', 'CA', 'AU', 'NZ', 'JP', 'SG', 'HK', 'AE', 'QA', 'KR', 'ZA', 'BR', 'MX', ...europe]
const west = ['GB', 'US', 'CA', 'AU', ...europe]

interface Family {
  readonly text: string
  readonly line: ProductLine
  readonly attributes?: CatalogueProduct['attributes']
  readonly shipsTo?: readonly string[]
  readonly bulkPence: number
}

const wraps = ['Black', 'ImageWrap', 'MirrorWrap', 'White']
const frames = ['black', 'brown', 'dark grey', 'gold', 'light grey', 'natural', 'silver', 'white']
const shirts = { color: ['black', 'navy', 'sport grey', 'white'], size: ['s', 'm', 'l', 'xl', '2xl'] }

const families = {
  canvas: {
    text: 'Stretched canvas on a 38mm standard stretcher bar',
    line: 'art',
    attributes: { wrap: wraps, glaze: ['None'], frame: ['38mm Standard Stretcher Bar'], edge: ['38mm'] },
    bulkPence: 400,
  },
  slimCanvas: {
    text: 'Stretched canvas on a 19mm slim stretcher bar',
    line: 'art',
    attributes: { wrap: wraps, frame: ['19mm slim stretcher bar'], edge: ['19mm'] },
    bulkPence: 300,
  },
  framedCanvas: {
    text: 'Framed canvas',
    line: 'art',
    attributes: {
      color: ['black', 'brown', 'gold', 'natural', 'silver', 'white'],
      wrap: wraps,
      frame: ['Float frame, 38mm standard stretcher bar'],
      edge: ['38mm'],
    },
    bulkPence: 900,
  },
  paper: {
    text: 'Enhanced matte art paper',
    line: 'art',
    attributes: { paperType: ['EMA'], substrateWeight: ['200gsm'] },
    bulkPence: 0,
  },
  ragPaper: { text: 'Photo rag paper', line: 'art', bulkPence: 0 },
  etchingPaper: { text: 'Etching paper', line: 'art', bulkPence: 0 },
  framed: {
    text: 'Classic frame, no mount',
    line: 'art',
    attributes: { color: frames, glaze: ['Acrylic / Perspex'], frame: ['Classic'] },
    bulkPence: 600,
  },
  mounted: {
    text: 'Classic frame with mount',
    line: 'art',
    attributes: {
      color: frames,
      mount: ['2.4mm'],
      mountColor: ['Snow white'],
      glaze: ['Acrylic / Perspex'],
      paperType: ['EMA'],
      substrateWeight: ['200gsm'],
      frame: ['Classic'],
      style: ['Framed print / Mount / Perspex'],
    },
    bulkPence: 600,
  },
  box: { text: 'Box frame', line: 'art', attributes: { color: ['black', 'white'] }, bulkPence: 500 },
  photo: { text: 'Photo print', line: 'art', attributes: { finish: ['gloss', 'lustre'] }, bulkPence: 0 },
  poster: { text: 'Poster', line: 'art', bulkPence: 0 },
  hanger: {
    text: 'Poster with wooden hanger',
    line: 'art',
    attributes: { color: ['black', 'natural', 'white'] },
    bulkPence: 200,
  },
  mug: { text: 'Ceramic mug, 11oz', line: 'gifts', shipsTo: west, bulkPence: 150 },
  shirt: { text: 'Cotton t-shirt', line: 'apparel', attributes: shirts, shipsTo: west, bulkPence: 0 },
  book: { text: 'Photo book', line: 'books', shipsTo: west, bulkPence: 100 },
  cork: { text: 'Cork board', line: 'gifts', shipsTo: west, bulkPence: 200 },
  phone: { text: 'Phone case', line: 'gifts', shipsTo: west, bulkPence: 0 },
  sticker: { text: 'Sticker', line: 'gifts', shipsTo: west, bulkPence: 0 },
  magnet: { text: 'Magnet', line: 'gifts', shipsTo: west, bulkPence: 0 },
} satisfies Record<string, Family>

type Units = CatalogueProduct['dimensions']['units']

/** Size in units, price in pence and, where it is not 300 dots for each inch, the size in pixels. */
interface Row {
  readonly sku: string
  readonly family: keyof typeof families
  readonly size: readonly [number, number]
  readonly units?: Units
  readonly pence: number
  readonly pixels?: readonly [number, number]
  /** Of variants with this value of an attribute. */
  readonly pixelsOf?: Readonly<Record<string, readonly [number, number]>>
  readonly area?: string
  readonly book?: CatalogueProduct['book']
}

const inches = (sku: string, family: keyof typeof families, width: number, height: number, pence: number): Row => ({
  sku,
  family,
  size: [width, height],
  pence,
})
const mount = (row: Row): Row => ({ ...row, pixels: [(row.size[0] - 4) * 300, (row.size[1] - 4) * 300] })
const canvas = (row: Row): Row => ({
  ...row,
  pixels: [row.size[0] * 300 + 54, row.size[1] * 300 + 54],
  pixelsOf: { ImageWrap: [row.size[0] * 300 + 954, row.size[1] * 300 + 954] },
})
const phone = { units: 'mm', pixels: [1200, 2100] } as const
const book = { units: 'mm', pixels: [2551, 3579] } as const
/** Books whose spine is printed on. Its width in pixels is that of a thin one: the spine's endpoint tells the real one. */
const spine = { coverMm: 6, pageMm: 0.13 }
const spinePixels = 118

// Print areas as the catalogue gave them to those who recorded it; prices are of the right size, not Prodigi's own.
const rows: readonly Row[] = [
  {
    ...inches('GLOBAL-CAN-10X10', 'canvas', 10, 10, 1437),
    pixels: [1522, 1522],
    pixelsOf: { ImageWrap: [2137, 2137] },
  },
  { ...inches('GLOBAL-CAN-4X6', 'canvas', 4, 6, 900), pixels: [622, 922], pixelsOf: { ImageWrap: [1200, 1500] } },
  canvas(inches('GLOBAL-CAN-12X16', 'canvas', 12, 16, 1900)),
  canvas(inches('GLOBAL-CAN-16X20', 'canvas', 16, 20, 2400)),
  canvas(inches('GLOBAL-CAN-24X36', 'canvas', 24, 36, 4500)),
  canvas(inches('ECO-CAN-16X24', 'canvas', 16, 24, 1900)),
  canvas(inches('GLOBAL-SLIMCAN-12X24', 'slimCanvas', 12, 24, 2000)),
  canvas(inches('GLOBAL-FRA-CAN-30X40', 'framedCanvas', 30, 40, 7400)),
  { ...inches('GLOBAL-FAP-11X14', 'paper', 11, 14, 800), pixels: [3307, 4192] },
  inches('GLOBAL-FAP-10X10', 'paper', 10, 10, 700),
  inches('GLOBAL-FAP-12X16', 'paper', 12, 16, 900),
  inches('GLOBAL-FAP-16X24', 'paper', 16, 24, 1300),
  inches('GLOBAL-FAP-20X20', 'paper', 20, 20, 1400),
  inches('GLOBAL-FAP-20X28', 'paper', 20, 28, 1700),
  inches('GLOBAL-FAP-28X40', 'paper', 28, 40, 2600),
  inches('GLOBAL-HPR-20X20', 'ragPaper', 20, 20, 2300),
  inches('GLOBAL-HGE-12X16', 'etchingPaper', 12, 16, 1700),
  {
    ...inches('GLOBAL-CFP-12X16', 'framed', 12, 16, 3100),
    pixelsOf: { black: [3614, 4795], white: [3614, 4795] },
  },
  inches('GLOBAL-CFP-20X28', 'framed', 20, 28, 5600),
  inches('GLOBAL-CFP-28X40', 'framed', 28, 40, 8900),
  mount(inches('GLOBAL-CFPM-12X16', 'mounted', 12, 16, 3600)),
  mount(inches('GLOBAL-CFPM-16X20', 'mounted', 16, 20, 4600)),
  mount(inches('GLOBAL-CFPM-20X28', 'mounted', 20, 28, 6400)),
  mount(inches('GLOBAL-CFPM-28X40', 'mounted', 28, 40, 9900)),
  inches('GLOBAL-BFP-6X8', 'box', 6, 8, 1900),
  inches('GLOBAL-PHO-4X6-PRO', 'photo', 4, 6, 60),
  inches('GLOBAL-PAP-10X12', 'poster', 10, 12, 950),
  ...(
    [
      ['20-A4', 21, 29.7, 2490, 3510, 1100],
      ['30-A3', 29.7, 42, 3507, 4960, 1500],
      ['40-A2', 42, 59.4, 4960, 7015, 1800],
      ['60-A1', 59.4, 84.1, 7020, 9930, 2150],
      ['80-A0', 84.1, 118.9, 9930, 14040, 3300],
    ] as const
  ).flatMap(([name, width, height, across, down, pence]): Row[] => [
    hanger(`${name}${name === '20-A4' ? '-PORT' : ''}`, [width, height], [across, down], pence),
    hanger(`${name}-LAND`, [height, width], [down, across], pence),
  ]),
  { sku: 'GLOBAL-MUG-W', family: 'mug', size: [9, 3.5], pence: 450, pixels: [2670, 1110] },
  { sku: 'H-MUG-W', family: 'mug', size: [9, 3.5], pence: 450, pixels: [2670, 1110] },
  { ...inches('GLOBAL-TEE-GIL-64000', 'shirt', 16, 20, 850), pixels: [4665, 5844], area: 'front' },
  { ...inches('GLOBAL-TEE-GIL-5000', 'shirt', 16, 20, 800), pixels: [4677, 5787] },
  {
    ...bookRow('BOOK-A4-L-HARD-M', 2400, { pages: [24, 300], spine }),
    size: [297, 210],
    pixels: [3579, 2551],
  },
  bookRow('BOOK-A4-P-HARD-M', 2400, { pages: [24, 300] }),
  bookRow('BOOK-FE-A4-P-SOFT-MHK', 1600, { pages: [20, 300] }),
  bookRow('BOOK-FE-A4-P-HARD-G', 2900, { pages: [24, 300], spine }),
  bookRow('BOOK-FE-A4-P-LF-G', 3900, { pages: [18, 122], spine: { coverMm: 5, pageMm: 0.45 } }),
  { sku: 'CORK-40X30', family: 'cork', size: [40, 30], units: 'cm', pence: 2200, pixels: [4724, 3543] },
  { ...phone, sku: 'GLOBAL-TECH-IP12-CS-M', family: 'phone', size: [72, 147], pence: 800 },
  { ...phone, sku: 'GLOBAL-TECH-IP11P-FC-CP', family: 'phone', size: [72, 144], pence: 750 },
  inches('M-STI-3X4', 'sticker', 3, 4, 120),
  { sku: 'MAG-1-10X10', family: 'magnet', size: [10, 10], units: 'cm', pence: 350, pixels: [1181, 1181] },
]

function bookRow(sku: string, pence: number, of: CatalogueProduct['book']): Row {
  return { ...book, sku, family: 'book', size: [210, 297], pence, book: of }
}

function hanger(name: string, size: Row['size'], pixels: readonly [number, number], pence: number): Row {
  return { sku: `POSTER-HANGER-${name}`, family: 'hanger', size, units: 'cm', pence, pixels }
}

/** The products of the simulated print shop. */
export const defaultCatalogue: readonly CatalogueProduct[] = rows.map(toProduct)

function toProduct(row: Row): CatalogueProduct {
  const family: Family = families[row.family]
  const { sku, pixelsOf, units = 'in', area = 'default' } = row
  const [width, height] = row.size
  const areas = ([across, down]: readonly [number, number]): Record<string, PrintArea> => ({
    [area]: { required: true, width: across, height: down },
    ...(row.book?.spine && { spine: { required: false, width: spinePixels, height: down } }),
  })
  const printAreas = areas(row.pixels ?? [Math.round(width * 300), Math.round(height * 300)])
  return {
    sku,
    description: `${family.text}, ${width}x${height} ${units}`,
    dimensions: { width, height, units },
    attributes: family.attributes ?? {},
    printAreas,
    ...(pixelsOf && {
      printAreasOf: (attributes: Readonly<Record<string, string>>) => {
        const special = Object.values(attributes).find((value) => pixelsOf[value])
        const pixels = special === undefined ? undefined : pixelsOf[special]
        return pixels ? areas(pixels) : printAreas
      },
    }),
    shipsTo: family.shipsTo ?? world,
    line: family.line,
    ...(row.book && { book: row.book }),
    unitPence: row.pence,
    bulkPence: family.bulkPence,
  }
}
