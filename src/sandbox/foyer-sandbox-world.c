/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The leads of the sample data, and their notes: a function of a seed and a number. Companies and contacts are in
 * foyer-sandbox-people-world.c. */
#include "foyer-sandbox-world.h"

#include "foyer-sandbox-names.h"
#include "foyer-sandbox-tables.h"

#define HOUR 3600
#define DAY  (24 * HOUR)

/* Few leads arrive every eight hours; many share two and a half years. */
#define LONGEST_STEP  (8 * HOUR)
#define LONGEST_SPAN  (900 * DAY)
#define LONGEST_DELAY (60 * DAY)

#define MIN_COMPANIES 40

/* Stages as often as a sales team has them; never one for opportunities. */
static const gint64 usual_stages[] = { 11, 11, 12, 12, 12, 13, 13, 14, 15, 15, 16, 16, 17 };

static guint64
mix (guint64 x)
{
  x += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return x ^ (x >> 31);
}

void
foyer_sandbox_world_init (FoyerSandboxWorld *world, guint64 seed, gint64 leads, gint64 epoch)
{
  world->seed = mix (seed);
  world->leads = leads;
  world->companies = MAX (MIN_COMPANIES, leads / 2);
  world->contacts = 2 * world->companies;
  world->epoch = epoch;
}

/* The same number for the same arguments, always; SALT tells apart what is decided about one object. */
guint64
foyer_sandbox_world_hash (const FoyerSandboxWorld *world, FoyerSandboxKind kind, gint64 id, guint salt)
{
  return mix (mix (world->seed ^ ((guint64) kind << 56) ^ ((guint64) salt << 48)) ^ (guint64) id);
}

static guint64
lead_hash (const FoyerSandboxWorld *world, gint64 id, guint salt)
{
  return foyer_sandbox_world_hash (world, FOYER_SANDBOX_KIND_LEAD, id, salt);
}

/* Rises with the id, by less than a step of jitter, so that a date can be looked up by halving. */
gint64
foyer_sandbox_world_lead_created (const FoyerSandboxWorld *world, gint64 id)
{
  gint64 step = CLAMP (LONGEST_SPAN / MAX (world->leads, 1), 1, LONGEST_STEP);

  return world->epoch - HOUR - (world->leads - id + 1) * step + (gint64) (lead_hash (world, id, 1) % (guint64) step);
}

/* A third was never touched again, the others within two months. */
gint64
foyer_sandbox_world_lead_modified (const FoyerSandboxWorld *world, gint64 id)
{
  gint64 created = foyer_sandbox_world_lead_created (world, id);
  gint64 rest = world->epoch - HOUR / 2 - created;
  guint64 pick = lead_hash (world, id, 7);

  return pick % 3 == 0 ? created : created + (gint64) ((pick >> 8) % (guint64) MIN (rest, LONGEST_DELAY));
}

static gboolean
is_company_lead (gint64 id)
{
  return id % 10 != 2 && id % 10 != 5 && id % 10 != 8;
}

/* Everything but the texts. */
void
foyer_sandbox_world_lead_numbers (const FoyerSandboxWorld *world, gint64 id, FoyerSandboxLead *lead)
{
  guint64 picks = lead_hash (world, id, 2);
  guint64 more = lead_hash (world, id, 3);
  const FoyerSandboxParent *type = &foyer_sandbox_types[picks % foyer_sandbox_n_types];
  guint n_subtypes = foyer_sandbox_parent_count_children (type);
  const FoyerSandboxParent *stage;
  guint n_reasons;

  *lead = (FoyerSandboxLead) { .id = id };
  lead->created = foyer_sandbox_world_lead_created (world, id);
  lead->modified = foyer_sandbox_world_lead_modified (world, id);
  lead->stage_changed = lead->created + (lead->modified - lead->created) / 2;

  lead->type_id = type->id;
  if (n_subtypes > 0)
    lead->subtype_id = type->children[(picks >> 10) % n_subtypes].id;
  stage = foyer_sandbox_parent_find (foyer_sandbox_stages, foyer_sandbox_n_stages,
                                     usual_stages[(picks >> 13) % G_N_ELEMENTS (usual_stages)]);
  lead->stage_id = stage->id;
  n_reasons = foyer_sandbox_parent_count_children (stage);
  if (n_reasons > 0 && (picks >> 20) % 4 != 0)
    lead->stage_reason_id = stage->children[(picks >> 22) % n_reasons].id;
  /* One in fifty was never graded: an update of it has to. */
  if (id % 50 != 17)
    lead->quality_id = foyer_sandbox_qualities[(picks >> 25) % foyer_sandbox_n_qualities].id;
  lead->industry_id = foyer_sandbox_industries[(picks >> 30) % foyer_sandbox_n_industries].id;
  lead->source_id = foyer_sandbox_sources[(picks >> 37) % foyer_sandbox_n_sources].id;
  if ((picks >> 42) % 5 != 0)
    lead->channel_id = foyer_sandbox_channels[(picks >> 45) % foyer_sandbox_n_channels].id;
  if ((picks >> 50) % 8 != 0)
    lead->owner_user_id = foyer_sandbox_users[(picks >> 53) % foyer_sandbox_n_users].id;

  if (is_company_lead (id))
    {
      gint64 contacts[3];
      guint n;

      lead->company_id = (gint64) ((more >> 4) % (guint64) world->companies) + 1;
      n = foyer_sandbox_world_company_contacts (world, lead->company_id, contacts);
      lead->contact_id = contacts[more % n];
    }
  else
    lead->contact_id = (gint64) ((more >> 4) % (guint64) world->contacts) + 1;
}

void
foyer_sandbox_world_lead_name (const FoyerSandboxWorld *world, gint64 id, char buffer[FOYER_SANDBOX_TEXT_SIZE])
{
  guint64 pick = lead_hash (world, id, 4);
  FoyerSandboxLead lead;
  char who[FOYER_SANDBOX_TEXT_SIZE];

  foyer_sandbox_world_lead_numbers (world, id, &lead);
  if (lead.company_id != 0)
    foyer_sandbox_world_company_text (world, lead.company_id, FOYER_SANDBOX_COMPANY_BUSINESS_NAME, who);
  else
    foyer_sandbox_world_contact_text (world, lead.contact_id, FOYER_SANDBOX_CONTACT_LAST_NAME, who);
  g_snprintf (
      buffer, FOYER_SANDBOX_TEXT_SIZE, "%s, %s",
      foyer_sandbox_word (lead.company_id != 0 ? FOYER_SANDBOX_BUSINESS_EVENTS : FOYER_SANDBOX_PRIVATE_EVENTS, pick),
      who);
}

void
foyer_sandbox_world_lead_description (const FoyerSandboxWorld *world, gint64 id, char buffer[FOYER_SANDBOX_TEXT_SIZE])
{
  guint64 pick = lead_hash (world, id, 5);
  guint guests = 20 + (guint) ((pick >> 16) % 40) * 10;

  switch (pick % 5)
    {
    case 0:
      buffer[0] = '\0';
      break;
    case 1:
      g_snprintf (buffer, FOYER_SANDBOX_TEXT_SIZE, "%u guests.\n%s", guests,
                  foyer_sandbox_word (FOYER_SANDBOX_WISHES, pick >> 24));
      break;
    default:
      g_snprintf (buffer, FOYER_SANDBOX_TEXT_SIZE, "%s %s %u guests.",
                  foyer_sandbox_word (FOYER_SANDBOX_OPENINGS, pick >> 32),
                  foyer_sandbox_word (FOYER_SANDBOX_WISHES, pick >> 24), guests);
      break;
    }
}

FoyerSandboxLead *
foyer_sandbox_world_lead (const FoyerSandboxWorld *world, gint64 id)
{
  FoyerSandboxLead *lead = g_new0 (FoyerSandboxLead, 1);
  char text[FOYER_SANDBOX_TEXT_SIZE];

  foyer_sandbox_world_lead_numbers (world, id, lead);
  foyer_sandbox_world_lead_name (world, id, text);
  lead->name = g_strdup (text);
  foyer_sandbox_world_lead_description (world, id, text);
  lead->description = text[0] == '\0' ? NULL : g_strdup (text);
  return lead;
}

guint
foyer_sandbox_world_lead_n_notes (const FoyerSandboxWorld *world, gint64 lead_id)
{
  return (guint) (lead_hash (world, lead_id, 6) % FOYER_SANDBOX_NOTES_PER_LEAD);
}

/* ID is one that its lead uses. */
FoyerSandboxNote *
foyer_sandbox_world_note (const FoyerSandboxWorld *world, gint64 id)
{
  guint64 pick = foyer_sandbox_world_hash (world, FOYER_SANDBOX_KIND_NOTE, id, 1);
  FoyerSandboxNote *note = g_new0 (FoyerSandboxNote, 1);
  FoyerSandboxLead lead;
  gint64 ordinal = (id - 1) % FOYER_SANDBOX_NOTES_PER_LEAD;

  note->id = id;
  note->lead_id = (id - 1) / FOYER_SANDBOX_NOTES_PER_LEAD + 1;
  foyer_sandbox_world_lead_numbers (world, note->lead_id, &lead);
  note->user_id = foyer_sandbox_users[pick % foyer_sandbox_n_users].id;
  note->created = lead.created + (lead.modified - lead.created) * ordinal / FOYER_SANDBOX_NOTES_PER_LEAD;
  note->modified = note->created;
  note->text = g_strdup (foyer_sandbox_word (FOYER_SANDBOX_NOTES, pick >> 8));
  return note;
}
