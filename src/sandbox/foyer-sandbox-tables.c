/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small tables of the sample account: what its picklists offer. tests/data/lead-requirements.csv relies on ids. */
#include "foyer-sandbox-tables.h"

/* clang-format off */
const FoyerSandboxItem foyer_sandbox_qualities[] = {
  { 1, "A-Grade" }, { 2, "B-Grade" }, { 3, "C-Grade" }, { 4, "D-Grade" }, { 5, "Not graded" },
};

/* Two pairs of namesakes (35 and 38 here, 54 and 57 below), as accounts have them: a title alone does not say which. */
const FoyerSandboxItem foyer_sandbox_sources[] = {
  { 31, "Website enquiry" },    { 32, "Phone enquiry" },         { 33, "Walk-in" },
  { 34, "Client referral" },    { 35, "Trade show" },            { 36, "Convention bureau" },
  { 37, "Repeat business" },    { 38, "Trade show" },            { 39, "Social media" },
  { 40, "Email campaign" },     { 41, "Partner hotel" },         { 42, "Wedding directory" },
};

const FoyerSandboxItem foyer_sandbox_channels[] = {
  { 51, "Direct" },       { 52, "Website" }, { 53, "Agency" },   { 54, "Corporate desk" },
  { 55, "Marketplace" },  { 56, "Partner" }, { 57, "Corporate desk" },
};

const FoyerSandboxItem foyer_sandbox_custom_fields[] = {
  { 81, "Dietary needs" },
  { 82, "Preferred room" },
  { 83, "Number of rooms" },
};

const FoyerSandboxParent foyer_sandbox_types[] = {
  { .id = 21,
    .name = "Conference",
    .children = { { 211, "Association" }, { 212, "Corporate" }, { 213, "Government" } } },
  { .id = 22,
    .name = "Wedding",
    .children = { { 221, "Ceremony" }, { 222, "Reception" }, { 223, "Ceremony and reception" } } },
  { .id = 23, .name = "Gala dinner" },
  { .id = 24, .name = "Exhibition", .children = { { 241, "Trade" }, { 242, "Consumer" } } },
  { .id = 25, .name = "Meeting" },
  { .id = 26, .name = "Accommodation group", .children = { { 261, "Sport" }, { 262, "Tour" }, { 263, "School" } } },
  { .id = 27, .name = "Celebration" },
};

const FoyerSandboxParent foyer_sandbox_stages[] = {
  { .id = 11, .name = "New", .apply_to = FOYER_SANDBOX_FOR_LEADS },
  { .id = 12, .name = "Interested", .apply_to = FOYER_SANDBOX_FOR_LEADS },
  { .id = 13, .name = "Quoted", .apply_to = FOYER_SANDBOX_FOR_LEADS },
  { .id = 14, .name = "Tentative", .apply_to = FOYER_SANDBOX_FOR_ANYTHING },
  { .id = 15,
    .name = "Won",
    .apply_to = FOYER_SANDBOX_FOR_LEADS,
    .children = { { 151, "Price" }, { 152, "Location" }, { 153, "Returning client" } } },
  { .id = 16,
    .name = "Lost",
    .apply_to = FOYER_SANDBOX_FOR_LEADS,
    .children = { { 161, "Price" }, { 162, "No availability" }, { 163, "Chose another venue" }, { 164, "Cancelled" } } },
  { .id = 17,
    .name = "On hold",
    .apply_to = FOYER_SANDBOX_FOR_LEADS,
    .children = { { 171, "Waiting for a budget" }, { 172, "Waiting for a date" } } },
  { .id = 18, .name = "Proposal sent", .apply_to = FOYER_SANDBOX_FOR_OPPORTUNITIES },
  { .id = 19,
    .name = "Contract out",
    .apply_to = FOYER_SANDBOX_FOR_OPPORTUNITIES,
    .children = { { 191, "Deposit due" } } },
};

const FoyerSandboxUser foyer_sandbox_users[] = {
  { 101, "Amelia", "Hart", TRUE, "Administrator" },  { 102, "Ravi", "Menon", TRUE, "Sales manager" },
  { 103, "Sofia", "Lindqvist", TRUE, "Sales" },      { 104, "Tom", "Okafor", TRUE, "Sales" },
  { 105, "Grace", "Whitlam", FALSE, "Sales" },       { 106, "Mei", "Tanaka", TRUE, "Sales" },
  { 107, "Lucas", "Moreau", TRUE, "Events" },        { 108, "Hannah", "Fischer", TRUE, "Events" },
  { 109, "Daniel", "Cohen", FALSE, "Events" },       { 110, "Isla", "Campbell", TRUE, "Sales" },
  { 111, "Mateo", "Rojas", TRUE, "Sales" },          { 112, "Priya", "Nair", TRUE, "Reservations" },
  { 113, "Zoë", "van Dijk", TRUE, "Reservations" },  { 114, "Oliver", "Byrne", FALSE, "Reservations" },
  { 115, "Łucja", "Nowak", TRUE, "Sales" },          { 116, "Søren", "Bech", TRUE, "Finance" },
};

const FoyerSandboxItem foyer_sandbox_industries[] = {
  { 401, "Accounting" },           { 402, "Aerospace" },           { 403, "Agriculture" },
  { 404, "Architecture" },         { 405, "Associations" },        { 406, "Automotive" },
  { 407, "Aviation" },             { 408, "Banking" },             { 409, "Charity" },
  { 410, "Construction" },         { 411, "Consulting" },          { 412, "Defence" },
  { 413, "Education" },            { 414, "Energy" },              { 415, "Engineering" },
  { 416, "Entertainment" },        { 417, "Fashion" },             { 418, "Film and television" },
  { 419, "Fitness and sport" },    { 420, "Food and beverage" },   { 421, "Government" },
  { 422, "Health care" },          { 423, "Hospitality" },         { 424, "Human resources" },
  { 425, "Information technology" }, { 426, "Insurance" },         { 427, "Legal" },
  { 428, "Logistics" },            { 429, "Manufacturing" },       { 430, "Marketing" },
  { 431, "Media" },                { 432, "Mining" },              { 433, "Pharmaceutical" },
  { 434, "Private" },              { 435, "Property" },            { 436, "Religion" },
  { 437, "Retail" },               { 438, "Telecommunications" },  { 439, "Tourism" },
  { 440, "Transport" },
};
/* clang-format on */

const guint foyer_sandbox_n_qualities = G_N_ELEMENTS (foyer_sandbox_qualities);
const guint foyer_sandbox_n_industries = G_N_ELEMENTS (foyer_sandbox_industries);
const guint foyer_sandbox_n_sources = G_N_ELEMENTS (foyer_sandbox_sources);
const guint foyer_sandbox_n_channels = G_N_ELEMENTS (foyer_sandbox_channels);
const guint foyer_sandbox_n_custom_fields = G_N_ELEMENTS (foyer_sandbox_custom_fields);
const guint foyer_sandbox_n_types = G_N_ELEMENTS (foyer_sandbox_types);
const guint foyer_sandbox_n_stages = G_N_ELEMENTS (foyer_sandbox_stages);
const guint foyer_sandbox_n_users = G_N_ELEMENTS (foyer_sandbox_users);

/* NULL when there is no such item. */
const char *
foyer_sandbox_item_name (const FoyerSandboxItem *items, guint n_items, gint64 id)
{
  for (guint i = 0; i < n_items; i++)
    if (items[i].id == id)
      return items[i].name;
  return NULL;
}

const FoyerSandboxParent *
foyer_sandbox_parent_find (const FoyerSandboxParent *parents, guint n_parents, gint64 id)
{
  for (guint i = 0; i < n_parents; i++)
    if (parents[i].id == id)
      return &parents[i];
  return NULL;
}

/* NULL when the parent has no such child. */
const char *
foyer_sandbox_parent_child_name (const FoyerSandboxParent *parent, gint64 id)
{
  return foyer_sandbox_item_name (parent->children, foyer_sandbox_parent_count_children (parent), id);
}

guint
foyer_sandbox_parent_count_children (const FoyerSandboxParent *parent)
{
  guint n = 0;

  while (n < FOYER_SANDBOX_MAX_CHILDREN && parent->children[n].id != 0)
    n++;
  return n;
}

const FoyerSandboxUser *
foyer_sandbox_user_find (gint64 id)
{
  for (guint i = 0; i < foyer_sandbox_n_users; i++)
    if (foyer_sandbox_users[i].id == id)
      return &foyer_sandbox_users[i];
  return NULL;
}
