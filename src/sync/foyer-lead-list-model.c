/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The leads a query wants, as a list: all ids, and the words of the rows that are looked at. */

#include "foyer-lead-list-model-private.h"

#include "foyer-id-list.h"
#include "foyer-lead-index.h"
#include "foyer-row-cache.h"

#include <string.h>

#define FIRST_ROWS 50  /* what a person sees at once */
#define REST       250 /* milliseconds between two looks at a mirror that keeps changing */

/* Who follows a selected row looks for it among the new ones of a change that took it out, and so makes a row of each.
 * Of a change with more than this, new and old are told apart. */
#define MAX_REPLACED 64

struct _FoyerLeadListModel
{
  GObject parent_instance;

  /* owned */
  FoyerMirrorFile *mirror;
  FoyerLeadQuery *query;
  FoyerRowCache *rows;
  GArray *ids;               /* of gint64; never changes, another takes its place */
  GArray *old_ids;           /* nullable: those before, while it is told what became of them */
  GArray *sections;          /* of FoyerLeadSection */
  GArray *pending;           /* of gint64 */
  GCancellable *cancellable; /* of the question that is under way, if any */
  GError *error;

  guint n_told;   /* ids that are listed of the new ones, while the old ones follow */
  guint n_passed; /* old ids that are not listed any more */
  guint refresh_id;
  gint64 asked;   /* monotonic: when the question was asked that is under way */
  int day;        /* when it was: what is "today" and what "the last seven days" goes by it */
  gint64 rest_us; /* how long to leave the mirror alone before asking again */
  gboolean is_complete;
  gboolean is_listing; /* all ids are being asked for */
  gboolean is_behind;  /* the mirror changed after that */
  gboolean is_paused;
  gboolean is_stale; /* the mirror changed since it is paused */
};

enum
{
  PROP_QUERY = 1,
  PROP_IS_COMPLETE,
  PROP_ERROR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint sections_changed_signal;

static void foyer_lead_list_model_list_model_init (GListModelInterface *iface);
static void ask_for_all (FoyerLeadListModel *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerLeadListModel,
                               foyer_lead_list_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, foyer_lead_list_model_list_model_init))

static void
set_complete (FoyerLeadListModel *self, gboolean is_complete)
{
  if (self->is_complete == is_complete)
    return;
  self->is_complete = is_complete;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_COMPLETE]);
}

/* Takes the error. */
static void
set_error (FoyerLeadListModel *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static gboolean
sections_equal (GArray *one, GArray *other)
{
  return one->len == other->len
         && (one->len == 0 || memcmp (one->data, other->data, one->len * sizeof (FoyerLeadSection)) == 0);
}

static guint
count_ids (FoyerLeadListModel *self)
{
  return self->old_ids != NULL ? self->n_told + self->old_ids->len - self->n_passed : self->ids->len;
}

static gint64
get_id (FoyerLeadListModel *self, guint position)
{
  if (self->old_ids == NULL || position < self->n_told)
    return g_array_index (self->ids, gint64, position);
  return g_array_index (self->old_ids, gint64, position - self->n_told + self->n_passed);
}

static void
tell (FoyerLeadListModel *self, guint position, guint n_removed, guint n_added)
{
  self->n_passed += position - self->n_told + n_removed;
  self->n_told = position + n_added;
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/* Each change is told when the list is as that change leaves it: the new ids up to there, then the old ones. */
static void
tell_changes (FoyerLeadListModel *self, const GArray *changes, GArray *ids)
{
  self->old_ids = self->ids;
  self->ids = g_array_ref (ids);
  self->n_told = self->n_passed = 0;
  for (guint i = 0; i < changes->len; i++)
    {
      FoyerIdChange change = g_array_index (changes, FoyerIdChange, i);

      if (change.n_removed > 0 && change.n_added > MAX_REPLACED)
        {
          tell (self, change.position, 0, change.n_added);
          change.position += change.n_added;
          change.n_added = 0;
        }
      tell (self, change.position, change.n_removed, change.n_added);
    }
  g_clear_pointer (&self->old_ids, g_array_unref);
}

/* Without changes, all of it is new. */
static void
show (FoyerLeadListModel *self, const FoyerLeadListing *listing)
{
  g_autoptr (GArray) changes = NULL;
  gboolean same_sections = sections_equal (self->sections, listing->sections);

  g_array_unref (self->sections);
  self->sections = g_array_ref (listing->sections);
  if (listing->changes != NULL)
    {
      changes = g_array_ref (listing->changes);
    }
  else
    {
      FoyerIdChange all = { 0, self->ids->len, listing->ids->len };

      changes = g_array_new (FALSE, FALSE, sizeof (FoyerIdChange));
      if (all.n_removed > 0 || all.n_added > 0)
        g_array_append_val (changes, all);
    }
  tell_changes (self, changes, listing->ids);
  if (!same_sections)
    g_signal_emit (self, sections_changed_signal, 0, 0, self->ids->len);
}

static gboolean
ask_again_cb (gpointer user_data)
{
  FoyerLeadListModel *self = user_data;

  self->refresh_id = 0;
  ask_for_all (self);
  return G_SOURCE_REMOVE;
}

static void
ask_again_later (FoyerLeadListModel *self)
{
  if (self->is_paused)
    self->is_stale = TRUE;
  if (self->is_paused || self->refresh_id != 0)
    return;
  self->refresh_id = g_timeout_add ((guint) (self->rest_us / 1000), ask_again_cb, self);
  g_source_set_static_name (g_main_context_find_source_by_id (NULL, self->refresh_id), "foyer: list leads again");
}

static void
all_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (FoyerLeadListing) listing = foyer_lead_index_list_finish (FOYER_MIRROR_FILE (source), result, &error);
  FoyerLeadListModel *self = user_data;

  if (listing == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* Asked for something else, or gone. */
      g_error_free (error);
      return;
    }
  g_clear_object (&self->cancellable);
  self->is_listing = FALSE;
  self->rest_us = MAX (REST * 1000, 4 * (g_get_monotonic_time () - self->asked));
  set_error (self, error);
  if (listing != NULL)
    {
      show (self, listing);
      set_complete (self, TRUE);
    }
  if (self->is_behind)
    ask_again_later (self);
}

static int
get_day (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_get_year (now) * 1000 + g_date_time_get_day_of_year (now);
}

static GDateTime *
get_now (FoyerLeadListModel *self)
{
  return foyer_lead_query_get_sections (self->query) == FOYER_LEAD_SECTIONS_DATE ? g_date_time_new_now_local () : NULL;
}

static void
stop_asking (FoyerLeadListModel *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  self->is_listing = FALSE;
}

static void
ask_for_all (FoyerLeadListModel *self)
{
  g_autoptr (GDateTime) now = get_now (self);

  stop_asking (self);
  self->is_behind = FALSE;
  self->is_listing = TRUE;
  self->asked = g_get_monotonic_time ();
  self->day = get_day ();
  self->cancellable = g_cancellable_new ();
  foyer_lead_index_list_async (self->mirror, self->query, self->pending, now, self->ids, self->cancellable,
                               all_listed_cb, self);
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (FoyerLeadListing) listing = foyer_lead_index_list_finish (FOYER_MIRROR_FILE (source), result, &error);
  FoyerLeadListModel *self = user_data;

  if (listing == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  g_clear_object (&self->cancellable);
  self->is_listing = FALSE;
  set_error (self, error);
  if (listing == NULL)
    return;
  for (guint i = 0; i < listing->summaries->len; i++)
    foyer_row_cache_take (self->rows, listing->summaries->pdata[i]);
  show (self, listing);
  set_complete (self, listing->is_complete);
  if (!listing->is_complete || self->is_behind)
    ask_for_all (self);
}

static void
begin (FoyerLeadListModel *self)
{
  g_autoptr (GDateTime) now = get_now (self);

  stop_asking (self);
  set_complete (self, FALSE);
  self->is_behind = FALSE;
  self->is_listing = TRUE;
  self->day = get_day ();
  self->cancellable = g_cancellable_new ();
  foyer_row_cache_set_words (self->rows, foyer_lead_query_get_text (self->query));
  foyer_lead_index_begin_async (self->mirror, self->query, self->pending, now, FIRST_ROWS, self->cancellable, begun_cb,
                                self);
}

static GType
foyer_lead_list_model_get_item_type (GListModel *model)
{
  return FOYER_TYPE_LEAD_SUMMARY;
}

static guint
foyer_lead_list_model_get_n_items (GListModel *model)
{
  return count_ids (FOYER_LEAD_LIST_MODEL (model));
}

static gpointer
foyer_lead_list_model_get_item (GListModel *model, guint position)
{
  FoyerLeadListModel *self = FOYER_LEAD_LIST_MODEL (model);

  return position < count_ids (self) ? foyer_row_cache_get (self->rows, get_id (self, position)) : NULL;
}

static void
foyer_lead_list_model_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = foyer_lead_list_model_get_item_type;
  iface->get_n_items = foyer_lead_list_model_get_n_items;
  iface->get_item = foyer_lead_list_model_get_item;
}

static void
foyer_lead_list_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerLeadListModel *self = FOYER_LEAD_LIST_MODEL (object);

  if (id == PROP_QUERY)
    g_value_set_boxed (value, self->query);
  else if (id == PROP_IS_COMPLETE)
    g_value_set_boolean (value, self->is_complete);
  else
    g_value_set_boxed (value, self->error);
}

static void
foyer_lead_list_model_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_QUERY && g_value_get_boxed (value) != NULL)
    foyer_lead_list_model_set_query (FOYER_LEAD_LIST_MODEL (object), g_value_get_boxed (value));
}

static void
foyer_lead_list_model_dispose (GObject *object)
{
  FoyerLeadListModel *self = FOYER_LEAD_LIST_MODEL (object);

  stop_asking (self);
  g_clear_pointer (&self->rows, foyer_row_cache_free);
  g_clear_object (&self->mirror);
  G_OBJECT_CLASS (foyer_lead_list_model_parent_class)->dispose (object);
}

static void
foyer_lead_list_model_finalize (GObject *object)
{
  FoyerLeadListModel *self = FOYER_LEAD_LIST_MODEL (object);

  g_clear_pointer (&self->query, foyer_lead_query_free);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->sections, g_array_unref);
  g_clear_pointer (&self->pending, g_array_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (foyer_lead_list_model_parent_class)->finalize (object);
}

static void
foyer_lead_list_model_class_init (FoyerLeadListModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = foyer_lead_list_model_get_property;
  object_class->set_property = foyer_lead_list_model_set_property;
  object_class->dispose = foyer_lead_list_model_dispose;
  object_class->finalize = foyer_lead_list_model_finalize;

  properties[PROP_QUERY] = g_param_spec_boxed ("query", NULL, NULL, FOYER_TYPE_LEAD_QUERY, G_PARAM_READWRITE | flags);
  properties[PROP_IS_COMPLETE] = g_param_spec_boolean ("is-complete", NULL, NULL, FALSE, G_PARAM_READABLE | flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  sections_changed_signal = g_signal_new ("sections-changed", FOYER_TYPE_LEAD_LIST_MODEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
foyer_lead_list_model_init (FoyerLeadListModel *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->sections = g_array_new (FALSE, FALSE, sizeof (FoyerLeadSection));
  self->rest_us = REST * 1000;
}

FoyerLeadListModel *
foyer_lead_list_model_new (FoyerMirrorFile *mirror, const FoyerLeadQuery *query, GArray *pending)
{
  FoyerLeadListModel *self = g_object_new (FOYER_TYPE_LEAD_LIST_MODEL, NULL);

  self->mirror = g_object_ref (mirror);
  self->rows = foyer_row_cache_new (mirror);
  self->query = foyer_lead_query_copy (query);
  self->pending = g_array_ref (pending);
  foyer_row_cache_set_pending (self->rows, pending);
  begin (self);
  return self;
}

static void
follow (FoyerLeadListModel *self)
{
  if (self->is_listing)
    self->is_behind = TRUE;
  else
    ask_again_later (self);
}

/* The rows that are looked at follow at once, the order of the list a moment later. */
void
foyer_lead_list_model_mirror_changed (FoyerLeadListModel *self)
{
  if (!self->is_paused)
    foyer_row_cache_reload (self->rows);
  follow (self);
}

/* Rows say how old their leads are; with a new day, what is listed under today is another. */
void
foyer_lead_list_model_time_passed (FoyerLeadListModel *self)
{
  foyer_row_cache_tell_age (self->rows);
  if (self->day != get_day ())
    follow (self);
}

/**
 * foyer_lead_list_model_set_is_paused:
 * @is_paused: whether nobody sees the list: it stays as it is, whatever the mirror becomes, and catches up afterwards
 */
void
foyer_lead_list_model_set_is_paused (FoyerLeadListModel *self, gboolean is_paused)
{
  g_return_if_fail (FOYER_IS_LEAD_LIST_MODEL (self));

  if (self->is_paused == is_paused)
    return;
  self->is_paused = is_paused;
  if (is_paused)
    {
      self->is_stale = self->refresh_id != 0;
      g_clear_handle_id (&self->refresh_id, g_source_remove);
    }
  else if (self->is_stale)
    {
      self->is_stale = FALSE;
      foyer_lead_list_model_mirror_changed (self);
    }
}

void
foyer_lead_list_model_set_pending (FoyerLeadListModel *self, GArray *platform_ids)
{
  foyer_row_cache_set_pending (self->rows, platform_ids);
  g_array_ref (platform_ids);
  g_array_unref (self->pending);
  self->pending = platform_ids;
  if (!foyer_lead_query_get_pending (self->query))
    return;
  if (self->is_listing)
    self->is_behind = TRUE;
  else if (self->is_paused)
    self->is_stale = TRUE;
  else
    ask_for_all (self);
}

/**
 * foyer_lead_list_model_get_query:
 *
 * Returns: (transfer none): what is listed
 */
const FoyerLeadQuery *
foyer_lead_list_model_get_query (FoyerLeadListModel *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_LIST_MODEL (self), NULL);
  return self->query;
}

void
foyer_lead_list_model_set_query (FoyerLeadListModel *self, const FoyerLeadQuery *query)
{
  g_return_if_fail (FOYER_IS_LEAD_LIST_MODEL (self));

  if (foyer_lead_query_equal (self->query, query))
    return;
  foyer_lead_query_free (self->query);
  self->query = foyer_lead_query_copy (query);
  begin (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

/**
 * foyer_lead_list_model_get_is_complete:
 *
 * Returns: whether all leads the query wants are in the list; else it is how it begins, or still what was asked for
 * before
 */
gboolean
foyer_lead_list_model_get_is_complete (FoyerLeadListModel *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_LIST_MODEL (self), FALSE);
  return self->is_complete;
}

const GError *
foyer_lead_list_model_get_error (FoyerLeadListModel *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_LIST_MODEL (self), NULL);
  return self->error;
}

gboolean
foyer_lead_list_model_find (FoyerLeadListModel *self, gint64 platform_id, guint *position)
{
  g_return_val_if_fail (FOYER_IS_LEAD_LIST_MODEL (self), FALSE);

  for (guint i = 0, n = count_ids (self); i < n; i++)
    if (get_id (self, i) == platform_id)
      {
        if (position != NULL)
          *position = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * foyer_lead_list_model_get_id:
 *
 * Returns: the lead at @position, without loading its row; 0 when there is none
 */
gint64
foyer_lead_list_model_get_id (FoyerLeadListModel *self, guint position)
{
  g_return_val_if_fail (FOYER_IS_LEAD_LIST_MODEL (self), 0);
  return position < count_ids (self) ? get_id (self, position) : 0;
}

/* The number of the section, or G_MAXUINT where there are none. */
static guint
find_section (FoyerLeadListModel *self, guint position)
{
  guint low = 0, high = self->sections->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->sections, FoyerLeadSection, middle).start <= position)
        low = middle + 1;
      else
        high = middle;
    }
  return low - 1;
}

void
foyer_lead_list_model_get_section (FoyerLeadListModel *self, guint position, guint *start, guint *end)
{
  guint n = count_ids (self), section;

  g_return_if_fail (FOYER_IS_LEAD_LIST_MODEL (self));

  *start = position < n ? 0 : n;
  *end = position < n ? n : G_MAXUINT;
  section = find_section (self, position);
  if (position >= n || section == G_MAXUINT)
    return;
  *start = g_array_index (self->sections, FoyerLeadSection, section).start;
  if (section + 1 < self->sections->len)
    *end = MIN (n, g_array_index (self->sections, FoyerLeadSection, section + 1).start);
}

/**
 * foyer_lead_list_model_get_section_key:
 *
 * Returns: the key of the section @position is in, see [enum@FoyerLeadSections]; 0 where there are none
 */
gint64
foyer_lead_list_model_get_section_key (FoyerLeadListModel *self, guint position)
{
  guint section;

  g_return_val_if_fail (FOYER_IS_LEAD_LIST_MODEL (self), 0);

  section = position < count_ids (self) ? find_section (self, position) : G_MAXUINT;
  return section != G_MAXUINT ? g_array_index (self->sections, FoyerLeadSection, section).key : 0;
}
