/** A thing in English and German, one and many. */
export interface Article {
  readonly key: string;
  readonly en: readonly [one: string, many: string];
  readonly de: readonly [one: string, many: string];
}

/** A department of the shop with the kinds of things it sells. */
export interface Department {
  readonly key: string;
  readonly en: string;
  readonly de: string;
  readonly articles: readonly Article[];
}

const article = (key: string, en: Article['en'], de: Article['de']): Article => ({ key, en, de });

/** What the shop sells. */
export const DEPARTMENTS: readonly Department[] = [
  {
    key: 'outdoor',
    en: 'Outdoor',
    de: 'Draußen',
    articles: [
      article('backpack', ['Backpack', 'Backpacks'], ['Rucksack', 'Rucksäcke']),
      article('tent', ['Tent', 'Tents'], ['Zelt', 'Zelte']),
      article('lantern', ['Lantern', 'Lanterns'], ['Laterne', 'Laternen']),
      article('bottle', ['Bottle', 'Bottles'], ['Trinkflasche', 'Trinkflaschen']),
      article('sleeping-bag', ['Sleeping bag', 'Sleeping bags'], ['Schlafsack', 'Schlafsäcke']),
    ],
  },
  {
    key: 'kitchen',
    en: 'Kitchen',
    de: 'Küche',
    articles: [
      article('kettle', ['Kettle', 'Kettles'], ['Wasserkocher', 'Wasserkocher']),
      article('pan', ['Pan', 'Pans'], ['Pfanne', 'Pfannen']),
      article('knife', ['Knife', 'Knives'], ['Messer', 'Messer']),
      article('bowl', ['Bowl', 'Bowls'], ['Schüssel', 'Schüsseln']),
      article('grinder', ['Grinder', 'Grinders'], ['Mühle', 'Mühlen']),
    ],
  },
  {
    key: 'office',
    en: 'Office',
    de: 'Büro',
    articles: [
      article('notebook', ['Notebook', 'Notebooks'], ['Notizbuch', 'Notizbücher']),
      article('desk-lamp', ['Desk lamp', 'Desk lamps'], ['Schreibtischlampe', 'Schreibtischlampen']),
      article('chair', ['Chair', 'Chairs'], ['Stuhl', 'Stühle']),
      article('stapler', ['Stapler', 'Staplers'], ['Hefter', 'Hefter']),
      article('tray', ['Tray', 'Trays'], ['Ablage', 'Ablagen']),
    ],
  },
  {
    key: 'audio',
    en: 'Audio',
    de: 'Audio',
    articles: [
      article('headphones', ['Headphones', 'Headphones'], ['Kopfhörer', 'Kopfhörer']),
      article('speaker', ['Speaker', 'Speakers'], ['Lautsprecher', 'Lautsprecher']),
      article('microphone', ['Microphone', 'Microphones'], ['Mikrofon', 'Mikrofone']),
      article('turntable', ['Turntable', 'Turntables'], ['Plattenspieler', 'Plattenspieler']),
      article('radio', ['Radio', 'Radios'], ['Radio', 'Radios']),
    ],
  },
  {
    key: 'home',
    en: 'Home',
    de: 'Wohnen',
    articles: [
      article('blanket', ['Blanket', 'Blankets'], ['Decke', 'Decken']),
      article('pillow', ['Pillow', 'Pillows'], ['Kissen', 'Kissen']),
      article('candle', ['Candle', 'Candles'], ['Kerze', 'Kerzen']),
      article('vase', ['Vase', 'Vases'], ['Vase', 'Vasen']),
      article('mirror', ['Mirror', 'Mirrors'], ['Spiegel', 'Spiegel']),
    ],
  },
];

/** Names of product lines; each line has one product of every kind. */
export const LINES: readonly string[] = (
  'Alba Arbor Avena Boreal Brisa Calla Cedro Corvo Delta Duna Elm Fjord Flint Garda Halo Heron Iris Juno Kaira Kobalt ' +
  'Lago Lumen Mira Monte Nadir Norden Onyx Orla Palma Pino Quarz Rila Sable Sierra Taiga Tessin Umbra Vela Wega Zephyr'
).split(' ');

/** Colours: word in English and German, and as #RRGGBB. */
export const COLORS: readonly (readonly [en: string, de: string, code: string])[] = [
  ['black', 'Schwarz', '#1A1A1A'],
  ['white', 'Weiß', '#F7F7F5'],
  ['red', 'Rot', '#B3261E'],
  ['green', 'Grün', '#2E6B3A'],
  ['blue', 'Blau', '#1F4E8C'],
  ['sand', 'Sand', '#D9C7A3'],
];

export const MATERIALS = ['steel', 'wood', 'cotton', 'glass', 'wool', 'aluminium'] as const;

/** First names with the salutation that goes with them. */
export const FIRST_NAMES: readonly (readonly [string, 'Mr' | 'Ms'])[] = [
  ['Anna', 'Ms'],
  ['Ben', 'Mr'],
  ['Chiara', 'Ms'],
  ['David', 'Mr'],
  ['Elif', 'Ms'],
  ['Felix', 'Mr'],
  ['Greta', 'Ms'],
  ['Hugo', 'Mr'],
  ['Ines', 'Ms'],
  ['Jakub', 'Mr'],
  ['Zoë', 'Ms'],
  ['Øyvind', 'Mr'],
];

export const LAST_NAMES = (
  'Adler Berger Costa Dubois Eriksen Fischer García Huber Ivanova Jansen Kowalski Lindqvist Müller Novák O’Brien ' +
  'Petrov Rossi Schäfer Tanaka Weiß'
).split(' ');

/** City, postal code, country. */
export const CITIES: readonly (readonly [string, string, string])[] = [
  ['Berlin', '10115', 'DE'],
  ['Hamburg', '20095', 'DE'],
  ['München', '80331', 'DE'],
  ['Köln', '50667', 'DE'],
  ['Wien', '1010', 'AT'],
  ['Graz', '8010', 'AT'],
  ['New York', '10001', 'US'],
  ['Austin', '73301', 'US'],
];
