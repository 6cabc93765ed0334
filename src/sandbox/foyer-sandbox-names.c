/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words the sample data is made of. Names of many scripts and accents are there for a reason: they are what breaks. */
#include "foyer-sandbox-names.h"

/* Tables, laid out to be read. */
/* clang-format off */
static const char *const first_names[] = {
  "Ava",    "Noah",    "Isla",   "Leo",     "Mia",     "Jack",    "Zoë",     "Oscar",   "Chloe",   "Hugo",    "Ines",
  "Liam",   "Amara",   "Ethan",  "Priya",   "Arjun",   "Mei",     "Kenji",   "Yuki",    "Hana",    "Minh",    "Linh",
  "Omar",   "Layla",   "Youssef", "Fatima", "Sofía",   "Mateo",   "Lucía",   "Diego",   "Camila",  "Renée",   "Élodie",
  "Julien", "Amélie",  "Jürgen", "Anneke",  "Søren",   "Astrid",  "Björn",   "Łukasz",  "Zofia",   "Agnieszka", "Pavel",
  "Irina",  "Dmitri",  "Niamh",  "Ciarán",  "Siobhán", "Rhys",    "Megan",   "Callum",  "Fiona",   "Angus",   "Ruby",
  "Tane",   "Aroha",   "Kiri",   "Manaia",  "Jarrah",  "Kirra",   "Thomas",  "Grace",   "William", "Ella",    "Henry",
  "Olivia", "George",  "Emily",  "Daniel",  "Hannah",  "Samuel",  "Rachel",  "Adam",    "Leah",    "Joseph",  "Naomi",
  "Peter",  "Claire",  "Martin", "Julia",   "Victor",  "Elena",   "Marco",   "Giulia",  "Luca",    "Chiara",  "Tiago",
  "Beatriz", "João",   "Inês",   "Sanjay",  "Deepa",   "Rohan",   "Anika",   "Wei",     "Jing",    "Li Na",   "Anh",
};

static const char *const last_names[] = {
  "Chen",      "Nguyen",    "Smith",    "Patel",     "O'Brien",  "Rossi",     "Müller",    "García",   "Tanaka",
  "Kowalski",  "Singh",     "Williams", "Brown",     "Wilson",   "Taylor",    "Anderson",  "Thomas",   "Jackson",
  "White",     "Harris",    "Martin",   "Thompson",  "Walker",   "Young",     "Allen",     "King",     "Wright",
  "Scott",     "Torres",    "Hill",     "Green",     "Adams",    "Baker",     "Nelson",    "Carter",   "Mitchell",
  "Pérez",     "Roberts",   "Turner",   "Phillips",  "Campbell", "Parker",    "Evans",     "Edwards",  "Collins",
  "Stewart",   "Morris",    "Murphy",   "Cook",      "Rogers",   "Morgan",    "Cooper",    "Petersen", "Reid",
  "Bailey",    "Kelly",     "Howard",   "Ward",      "Cox",      "Díaz",      "Richards",  "Wood",     "Watson",
  "Brooks",    "Bennett",   "Gray",     "James",     "Hughes",   "Price",     "Myers",     "Long",     "Foster",
  "Sanders",   "Ross",      "Morales",  "Powell",    "Sullivan", "Russell",   "Ortiz",     "Jenkins",  "Gutiérrez",
  "Perry",     "Butler",    "Barnes",   "Fisher",    "Łaska",    "Novák",     "Horváth",   "Jørgensen", "Åkesson",
  "Lindqvist", "Nakamura",  "Yamamoto", "Suzuki",    "Kim",      "Park",      "Choi",      "Tran",     "Pham",
  "Haddad",    "Mansour",   "Khan",     "Ahmed",     "Rahman",   "Silva",     "Ferreira",  "Costa",    "Lefèvre",
  "Dubois",    "Fournier",  "Bianchi",  "Ricci",     "Weiß",     "Schneider", "Van der Berg", "De Vries", "MacDonald",
  "McKenzie",  "Fitzgerald", "Gallagher", "Ngata",   "Parata",   "Tamatea",   "Okafor",    "Mensah",   "Dlamini",
  "Abara",     "Whitlock",  "Ashworth", "Blackwood", "Merriweather", "St. Clair", "Hawthorne", "Quill",  "Vance",
};

static const char *const places[] = {
  "Harbour",     "Blue Gum",   "Northside",  "Riverside",  "Lighthouse", "Old Mill",    "Botanic",     "Kingsway",
  "Seabreeze",   "Highland",   "Station",    "Wattle",     "Banksia",    "Coral",       "Silver Fern", "Parkview",
  "Cathedral",   "Orchard",    "Stonebridge", "Windmill",  "Lakeside",   "Market",      "Crescent",    "Sandstone",
  "Jacaranda",   "Eucalypt",   "Ferry Quay", "Hilltop",    "Cedar",      "Ivory",       "Copper",      "Willow",
  "Grand",       "Royal Oak",  "Bayview",    "Clifftop",   "Foundry",    "Woolshed",    "Vineyard",    "Olive Grove",
  "Rosewood",    "Sundial",    "Wharf",      "Palm Cove",  "Granite",    "Southbank",   "Westgate",    "Eastfield",
  "Saint Clare", "Ångström",   "Côte d'Azur", "El Niño",   "Über",       "Pōhutukawa",  "Kererū",      "Tui",
  "Kookaburra",  "Pelican",    "Heron",      "Albatross",  "Compass",    "Meridian",    "Equinox",     "Solstice",
};

static const char *const venues[] = {
  "Hotel",          "Events",       "Conference Centre", "Ballroom",    "Catering",     "Winery",       "Golf Club",
  "Function Rooms", "Theatre",      "Museum",            "Gallery",     "Yacht Club",   "Racecourse",   "Gardens",
  "Restaurant",     "Brewery",      "Convention Bureau", "Travel",      "Resort",       "Lodge",        "University",
  "College",        "Hospital",     "Bank",              "Insurance",   "Logistics",    "Mining",       "Energy",
  "Software",       "Architects",   "Legal",             "Foundation",  "Productions",  "Audio Visual", "Florists",
  "Rugby Club",     "Film Festival", "Chamber of Commerce", "Council",  "Pharma",
};

static const char *const trades[] = {
  "Partners", "Events",      "Catering",   "Consulting", "Lawyers",   "Weddings",   "Travel",    "Productions",
  "Group",    "Accountants", "Architects", "Engineers",  "Interiors", "Recruiting", "Advisory",  "Holdings",
};

static const char *const business_events[] = {
  "Gala dinner",        "Annual conference",  "Product launch",    "Awards night",    "Sales kick-off", "Board retreat",
  "Training day",       "Trade exhibition",   "Charity ball",      "Team day",        "Client lunch",   "Press briefing",
  "Shareholder meeting", "Christmas party",   "Incentive trip",    "Graduation",      "Symposium",      "Roadshow",
  "Cocktail reception", "Fundraising dinner", "Leadership summit", "Hackathon",       "Careers fair",   "Anniversary",
};

static const char *const private_events[] = {
  "Wedding",     "Engagement party", "Birthday",      "Family reunion", "Anniversary", "Christening",
  "Bar mitzvah", "Graduation party", "Farewell",      "Rehearsal dinner", "High tea",  "Memorial",
};

static const char *const openings[] = {
  "Called after seeing the terrace.",          "Came by on Saturday & liked the main hall.",
  "Second enquiry this year.",                 "Was here as a guest and wants the same menu.",
  "Asked for three dates in March.",           "Needs an answer before the board meets.",
  "Compares us with two other venues.",        "Referred by the convention bureau.",
  "Budget is <fixed>, dates are not.",         "Flexible on dates, not on the room.",
  "Wants a site visit next week.",             "Moved over from last year.",
};

static const char *const wishes[] = {
  "Vegan menu for a third of the guests.",     "Needs 40 rooms for two nights.",
  "Step-free access to the stage.",            "Live band until midnight.",
  "Interpreting into 日本語 and Français.",     "Breakout rooms for 6 groups.",
  "Parking for two coaches.",                  "Projection on the façade.",
  "Own caterer if we allow it.",               "Fireworks, \"if at all possible\".",
  "Quiet room for prayer.",                    "No deposit before the contract is signed.",
};

static const char *const notes[] = {
  "Left a message.",                              "<p>Spoke to them: <b>very</b> interested.</p>",
  "Sent the brochure & the price list.",          "<p>Site visit booked.<br>Meet at the side door.</p>",
  "They will come back to us after the holidays.", "<ul><li>Date moved</li><li>30 more guests</li></ul>",
  "No answer, try again on Monday.",              "Asked for a &euro; price, not a $ price.",
};

static const char *const streets[] = {
  "George Street", "High Street", "Quay Street", "Station Road", "Mill Lane", "Queen's Parade", "Church Street",
  "Ocean Drive",
};

static const FoyerSandboxCity cities[] = {
  { "Sydney", "NSW", "AU", "2000" },    { "Melbourne", "VIC", "AU", "3000" }, { "Brisbane", "QLD", "AU", "4000" },
  { "Perth", "WA", "AU", "6000" },      { "Adelaide", "SA", "AU", "5000" },   { "Hobart", "TAS", "AU", "7000" },
  { "Auckland", NULL, "NZ", "1010" },   { "Wellington", NULL, "NZ", "6011" }, { "London", NULL, "GB", "SW1A 1AA" },
  { "Edinburgh", NULL, "GB", "EH1 1AA" }, { "Portland", "OR", "US", "97201" }, { "Boston", "MA", "US", "02108" },
};

/* clang-format on */

static const struct
{
  const char *const *words;
  guint n_words;
} word_lists[FOYER_SANDBOX_N_WORD_LISTS] = {
  [FOYER_SANDBOX_FIRST_NAMES] = { first_names, G_N_ELEMENTS (first_names) },
  [FOYER_SANDBOX_LAST_NAMES] = { last_names, G_N_ELEMENTS (last_names) },
  [FOYER_SANDBOX_PLACES] = { places, G_N_ELEMENTS (places) },
  [FOYER_SANDBOX_VENUES] = { venues, G_N_ELEMENTS (venues) },
  [FOYER_SANDBOX_TRADES] = { trades, G_N_ELEMENTS (trades) },
  [FOYER_SANDBOX_BUSINESS_EVENTS] = { business_events, G_N_ELEMENTS (business_events) },
  [FOYER_SANDBOX_PRIVATE_EVENTS] = { private_events, G_N_ELEMENTS (private_events) },
  [FOYER_SANDBOX_OPENINGS] = { openings, G_N_ELEMENTS (openings) },
  [FOYER_SANDBOX_WISHES] = { wishes, G_N_ELEMENTS (wishes) },
  [FOYER_SANDBOX_NOTES] = { notes, G_N_ELEMENTS (notes) },
  [FOYER_SANDBOX_STREETS] = { streets, G_N_ELEMENTS (streets) },
};

/* PICK is any number, such as a part of a hash. */
const char *
foyer_sandbox_word (FoyerSandboxWords list, guint64 pick)
{
  return word_lists[list].words[pick % word_lists[list].n_words];
}

const FoyerSandboxCity *
foyer_sandbox_city (guint64 pick)
{
  return &cities[pick % G_N_ELEMENTS (cities)];
}
