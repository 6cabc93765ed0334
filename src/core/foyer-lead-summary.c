/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead as a row of a list: light, and there before its words are. */

#include "foyer-lead-summary.h"

enum
{
  PROP_ID = 1,
  PROP_IS_LOADED,
  PROP_IS_PENDING,
  PROP_NAME,
  PROP_COMPANY,
  PROP_PERSON,
  PROP_EXCERPT,
  PROP_STAGE_ID,
  PROP_QUALITY_ID,
  PROP_OWNER_ID,
  PROP_SOURCE_ID,
  PROP_CREATED,
  PROP_MODIFIED,
  N_PROPS,

  FIRST_TEXT = PROP_NAME,
  FIRST_NUMBER = PROP_STAGE_ID,
};

#define N_TEXTS   (FIRST_NUMBER - FIRST_TEXT)
#define N_NUMBERS (N_PROPS - FIRST_NUMBER)

struct _FoyerLeadSummary
{
  GObject parent_instance;

  char *texts[N_TEXTS]; /* owned, nullable */
  gint64 numbers[N_NUMBERS];
  gint64 id;
  gboolean is_loaded;
  gboolean is_pending;
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (FoyerLeadSummary, foyer_lead_summary, G_TYPE_OBJECT)

static void
foyer_lead_summary_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerLeadSummary *self = FOYER_LEAD_SUMMARY (object);

  if (id == PROP_ID)
    g_value_set_int64 (value, self->id);
  else if (id == PROP_IS_LOADED)
    g_value_set_boolean (value, self->is_loaded);
  else if (id == PROP_IS_PENDING)
    g_value_set_boolean (value, self->is_pending);
  else if (id < FIRST_NUMBER)
    g_value_set_string (value, self->texts[id - FIRST_TEXT]);
  else
    g_value_set_int64 (value, self->numbers[id - FIRST_NUMBER]);
}

/* A load changes many properties: who shows the row wants to hear of it once. */
static void
foyer_lead_summary_dispatch_properties_changed (GObject *object, guint n_pspecs, GParamSpec **pspecs)
{
  G_OBJECT_CLASS (foyer_lead_summary_parent_class)->dispatch_properties_changed (object, n_pspecs, pspecs);
  g_signal_emit (object, changed_signal, 0);
}

static void
foyer_lead_summary_finalize (GObject *object)
{
  FoyerLeadSummary *self = FOYER_LEAD_SUMMARY (object);

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (foyer_lead_summary_parent_class)->finalize (object);
}

static void
foyer_lead_summary_class_init (FoyerLeadSummaryClass *klass)
{
  static const char *const names[N_PROPS] = {
    [PROP_ID] = "id",
    [PROP_IS_LOADED] = "is-loaded",
    [PROP_IS_PENDING] = "is-pending",
    [PROP_NAME] = "name",
    [PROP_COMPANY] = "company",
    [PROP_PERSON] = "person",
    [PROP_EXCERPT] = "excerpt",
    [PROP_STAGE_ID] = "stage-id",
    [PROP_QUALITY_ID] = "quality-id",
    [PROP_OWNER_ID] = "owner-id",
    [PROP_SOURCE_ID] = "source-id",
    [PROP_CREATED] = "created",
    [PROP_MODIFIED] = "modified",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = foyer_lead_summary_get_property;
  object_class->dispatch_properties_changed = foyer_lead_summary_dispatch_properties_changed;
  object_class->finalize = foyer_lead_summary_finalize;

  for (guint i = 1; i < N_PROPS; i++)
    if (i == PROP_IS_LOADED || i == PROP_IS_PENDING)
      properties[i] = g_param_spec_boolean (names[i], NULL, NULL, FALSE, flags);
    else if (i >= FIRST_TEXT && i < FIRST_NUMBER)
      properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL, flags);
    else
      properties[i] = g_param_spec_int64 (names[i], NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  changed_signal = g_signal_new ("changed", FOYER_TYPE_LEAD_SUMMARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
foyer_lead_summary_init (FoyerLeadSummary *self)
{
}

/**
 * foyer_lead_summary_new:
 * @id: the platform's
 *
 * Returns: (transfer full): a row that is not loaded yet
 */
FoyerLeadSummary *
foyer_lead_summary_new (gint64 id)
{
  FoyerLeadSummary *self = g_object_new (FOYER_TYPE_LEAD_SUMMARY, NULL);

  self->id = id;
  return self;
}

static void
set_text (FoyerLeadSummary *self, guint property, const char *text)
{
  if (g_set_str (&self->texts[property - FIRST_TEXT], text))
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_number (FoyerLeadSummary *self, guint property, gint64 number)
{
  number = MAX (number, 0);
  if (self->numbers[property - FIRST_NUMBER] == number)
    return;
  self->numbers[property - FIRST_NUMBER] = number;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/**
 * foyer_lead_summary_load:
 *
 * Fills the row; what really changed is notified, "is-loaded" last, then "changed" is emitted once.
 */
void
foyer_lead_summary_load (FoyerLeadSummary *self, const FoyerLeadSummaryValues *values)
{
  g_return_if_fail (FOYER_IS_LEAD_SUMMARY (self));

  g_object_freeze_notify (G_OBJECT (self));
  set_text (self, PROP_NAME, values->name);
  set_text (self, PROP_COMPANY, values->company);
  set_text (self, PROP_PERSON, values->person);
  set_text (self, PROP_EXCERPT, values->excerpt);
  set_number (self, PROP_STAGE_ID, values->stage_id);
  set_number (self, PROP_QUALITY_ID, values->quality_id);
  set_number (self, PROP_OWNER_ID, values->owner_id);
  set_number (self, PROP_SOURCE_ID, values->source_id);
  set_number (self, PROP_CREATED, values->created);
  set_number (self, PROP_MODIFIED, values->modified);
  if (!self->is_loaded)
    {
      self->is_loaded = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADED]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * foyer_lead_summary_assign:
 * @other: the same lead, loaded
 *
 * Takes what @other shows; "is-pending" stays.
 */
void
foyer_lead_summary_assign (FoyerLeadSummary *self, FoyerLeadSummary *other)
{
  FoyerLeadSummaryValues values = {
    .name = foyer_lead_summary_get_name (other),
    .company = foyer_lead_summary_get_company (other),
    .person = foyer_lead_summary_get_person (other),
    .excerpt = foyer_lead_summary_get_excerpt (other),
    .stage_id = foyer_lead_summary_get_stage_id (other),
    .quality_id = foyer_lead_summary_get_quality_id (other),
    .owner_id = foyer_lead_summary_get_owner_id (other),
    .source_id = foyer_lead_summary_get_source_id (other),
    .created = foyer_lead_summary_get_created (other),
    .modified = foyer_lead_summary_get_modified (other),
  };

  foyer_lead_summary_load (self, &values);
}

/**
 * foyer_lead_summary_tell_age:
 *
 * Notifies "created" although it is what it was: how long ago that is has changed.
 */
void
foyer_lead_summary_tell_age (FoyerLeadSummary *self)
{
  g_return_if_fail (FOYER_IS_LEAD_SUMMARY (self));

  if (self->is_loaded)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CREATED]);
}

/**
 * foyer_lead_summary_set_excerpt:
 * @excerpt: (nullable): see [struct@FoyerLeadSummaryValues]
 */
void
foyer_lead_summary_set_excerpt (FoyerLeadSummary *self, const char *excerpt)
{
  g_return_if_fail (FOYER_IS_LEAD_SUMMARY (self));
  set_text (self, PROP_EXCERPT, excerpt);
}

void
foyer_lead_summary_set_is_pending (FoyerLeadSummary *self, gboolean is_pending)
{
  g_return_if_fail (FOYER_IS_LEAD_SUMMARY (self));

  if (self->is_pending == !!is_pending)
    return;
  self->is_pending = !!is_pending;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_PENDING]);
}

gint64
foyer_lead_summary_get_id (FoyerLeadSummary *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_SUMMARY (self), 0);
  return self->id;
}

gboolean
foyer_lead_summary_get_is_loaded (FoyerLeadSummary *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_SUMMARY (self), FALSE);
  return self->is_loaded;
}

gboolean
foyer_lead_summary_get_is_pending (FoyerLeadSummary *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_SUMMARY (self), FALSE);
  return self->is_pending;
}

const char *
foyer_lead_summary_get_name (FoyerLeadSummary *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_SUMMARY (self), NULL);
  return self->texts[PROP_NAME - FIRST_TEXT];
}

const char *
foyer_lead_summary_get_company (FoyerLeadSummary *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_SUMMARY (self), NULL);
  return self->texts[PROP_COMPANY - FIRST_TEXT];
}

const char *
foyer_lead_summary_get_person (FoyerLeadSummary *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_SUMMARY (self), NULL);
  return self->texts[PROP_PERSON - FIRST_TEXT];
}

const char *
foyer_lead_summary_get_excerpt (FoyerLeadSummary *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_SUMMARY (self), NULL);
  return self->texts[PROP_EXCERPT - FIRST_TEXT];
}

/**
 * foyer_lead_summary_get_party:
 *
 * Returns: (nullable): the company's name, or the person's where there is no company
 */
const char *
foyer_lead_summary_get_party (FoyerLeadSummary *self)
{
  const char *company = foyer_lead_summary_get_company (self);

  return company != NULL && *company != '\0' ? company : foyer_lead_summary_get_person (self);
}

gint64
foyer_lead_summary_get_stage_id (FoyerLeadSummary *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_SUMMARY (self), 0);
  return self->numbers[PROP_STAGE_ID - FIRST_NUMBER];
}

gint64
foyer_lead_summary_get_quality_id (FoyerLeadSummary *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_SUMMARY (self), 0);
  return self->numbers[PROP_QUALITY_ID - FIRST_NUMBER];
}

gint64
foyer_lead_summary_get_owner_id (FoyerLeadSummary *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_SUMMARY (self), 0);
  return self->numbers[PROP_OWNER_ID - FIRST_NUMBER];
}

gint64
foyer_lead_summary_get_source_id (FoyerLeadSummary *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_SUMMARY (self), 0);
  return self->numbers[PROP_SOURCE_ID - FIRST_NUMBER];
}

gint64
foyer_lead_summary_get_created (FoyerLeadSummary *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_SUMMARY (self), 0);
  return self->numbers[PROP_CREATED - FIRST_NUMBER];
}

gint64
foyer_lead_summary_get_modified (FoyerLeadSummary *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_SUMMARY (self), 0);
  return self->numbers[PROP_MODIFIED - FIRST_NUMBER];
}
