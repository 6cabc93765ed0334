/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of the list: a lead of the mirror, a draft, or a lead that waits in the outbox. It holds no state of its own;
 * everything is read from the item again. Most of the rows a list binds are never seen, and nothing in a row is as dear
 * as laying out its text: a row is filled in when it is seen. What a screen reader says is there from the beginning. */

#include "config.h"

#include "foyer-lead-row.h"

#include "foyer-draft.h"
#include "foyer-excerpt.h"
#include "foyer-lead-summary.h"
#include "foyer-lead-text.h"
#include "foyer-outbox-text.h"
#include "foyer-text-lines.h"
#include "foyer-ui.h"

#include <glib/gi18n.h>

struct _FoyerLeadRow
{
  GtkBox parent_instance;

  /* owned, nullable */
  GObject *item; /* FoyerLeadSummary, FoyerDraft or FoyerOutboxRow */
  FoyerPicklists *picklists;
  FoyerOutbox *outbox;
  FoyerOutboxRow *pending; /* the newest change of the lead that waits */
  char *style;             /* the class of its mark now */
  gulong changed_handler;
  gulong pending_handler;

  /* borrowed, nullable */
  GtkListItem *list_item; /* weak */
  const FoyerSearch *search;

  gboolean is_in_column; /* of its stage */
  gboolean is_filled;    /* its labels say what the item says; else they are not seen */

  /* template */
  GtkWidget *lines;
  GtkLabel *title;
  GtkLabel *age;
  GtkImage *state_icon;
  GtkLabel *state;
  GtkLabel *subtitle;
  GtkLabel *quality;
  GtkLabel *stage;
  GtkLabel *owner;
  GtkLabel *excerpt;
};

/* What is shown, whichever kind of item it comes from. */
typedef struct
{
  char *name;
  char *party;
  char *excerpt;
  gint64 stage_id;
  gint64 quality_id;
  gint64 owner_id;
  gint64 date;
} Facts;

typedef struct
{
  /* owned */
  char *title;
  char *subtitle;
  char *age;
  char *excerpt;

  /* borrowed */
  const char *state;
  const char *quality;
  const char *stage;
  const char *owner;
} Words;

G_DEFINE_FINAL_TYPE (FoyerLeadRow, foyer_lead_row, GTK_TYPE_BOX)

/* nullable: what the mirror lists is not read as a whole lead. */
static FoyerLead *
get_lead (gpointer item)
{
  if (FOYER_IS_DRAFT (item))
    return foyer_draft_get_lead (item);
  if (FOYER_IS_OUTBOX_ROW (item))
    return foyer_outbox_row_get_lead (item);
  return NULL;
}

static GObject *
get_watched (FoyerLeadRow *self)
{
  FoyerLead *lead = get_lead (self->item);

  return lead != NULL ? G_OBJECT (lead) : self->item;
}

/* What the mirror lists is there before it is read. */
static gboolean
is_loaded (GObject *item)
{
  return !FOYER_IS_LEAD_SUMMARY (item) || foyer_lead_summary_get_is_loaded (FOYER_LEAD_SUMMARY (item));
}

static void
set_or_hide (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static gint64
date_of (GObject *item)
{
  if (FOYER_IS_DRAFT (item))
    return foyer_draft_get_updated (FOYER_DRAFT (item));
  return foyer_outbox_row_get_kept (FOYER_OUTBOX_ROW (item));
}

/* Of a lead that only this computer has, no more is searched than these. */
static char *
find_excerpt (FoyerLead *lead, const FoyerSearch *search, const char *title, const char *party)
{
  const char *const shown[] = { title, party };
  g_autoptr (FoyerSearch) rest = NULL;

  if (search == NULL)
    return NULL;
  rest = foyer_search_new_rest (search, shown, G_N_ELEMENTS (shown));
  return foyer_excerpt_new (rest, foyer_lead_get_text (lead, FOYER_LEAD_CONTACT_NAME));
}

static void
read_lead (GObject *item, const FoyerSearch *search, Facts *facts)
{
  FoyerLead *lead = get_lead (item);

  facts->name = foyer_lead_text_title (lead);
  facts->party = foyer_lead_text_party (lead);
  facts->excerpt = find_excerpt (lead, search, facts->name, facts->party);
  facts->stage_id = foyer_lead_get_id (lead, FOYER_LEAD_STAGE);
  facts->quality_id = foyer_lead_get_id (lead, FOYER_LEAD_QUALITY);
  facts->owner_id = foyer_lead_get_id (lead, FOYER_LEAD_OWNER);
  facts->date = date_of (item);
}

static void
read_summary (FoyerLeadSummary *summary, Facts *facts)
{
  gint64 created = foyer_lead_summary_get_created (summary);

  facts->name = foyer_lead_text_name (foyer_lead_summary_get_name (summary));
  facts->party = g_strdup (foyer_lead_summary_get_party (summary));
  facts->excerpt = g_strdup (foyer_lead_summary_get_excerpt (summary));
  facts->stage_id = foyer_lead_summary_get_stage_id (summary);
  facts->quality_id = foyer_lead_summary_get_quality_id (summary);
  facts->owner_id = foyer_lead_summary_get_owner_id (summary);
  facts->date = created != 0 ? created : foyer_lead_summary_get_modified (summary);
}

static void
take_id (FoyerLead *lead, FoyerLeadField field, gint64 *id)
{
  if (foyer_lead_is_known (lead, field))
    *id = foyer_lead_get_id (lead, field);
}

/* What was saved is what the lead is for whoever saved it, also while it waits. */
static void
read_pending (FoyerOutboxRow *pending, Facts *facts)
{
  FoyerLead *lead = foyer_outbox_row_get_lead (pending);

  g_free (facts->name);
  g_free (facts->party);
  facts->name = foyer_lead_text_title (lead);
  facts->party = foyer_lead_text_party (lead);
  take_id (lead, FOYER_LEAD_STAGE, &facts->stage_id);
  take_id (lead, FOYER_LEAD_QUALITY, &facts->quality_id);
  take_id (lead, FOYER_LEAD_OWNER, &facts->owner_id);
}

/* Shows where the words that are searched for stand. */
static void
mark_matches (FoyerLeadRow *self, GtkLabel *label)
{
  g_autoptr (PangoAttrList) attributes = NULL;
  g_autoptr (GArray) ranges = NULL;

  if (self->search != NULL)
    ranges = foyer_search_find (self->search, gtk_label_get_label (label));
  if (ranges != NULL && ranges->len > 0)
    attributes = pango_attr_list_new ();
  for (guint i = 0; attributes != NULL && i < ranges->len; i++)
    {
      const FoyerSearchRange *range = &g_array_index (ranges, FoyerSearchRange, i);
      PangoAttribute *marks[] = { pango_attr_weight_new (PANGO_WEIGHT_BOLD),
                                  pango_attr_underline_new (PANGO_UNDERLINE_SINGLE) };

      for (guint mark = 0; mark < G_N_ELEMENTS (marks); mark++)
        {
          marks[mark]->start_index = range->start;
          marks[mark]->end_index = range->end;
          pango_attr_list_insert (attributes, marks[mark]);
        }
    }
  gtk_label_set_attributes (label, attributes);
}

static void
lead_changed_cb (FoyerLeadRow *self)
{
  foyer_lead_row_update (self);
}

static void
pending_changed_cb (FoyerLeadRow *self)
{
  foyer_lead_row_update (self);
}

static void
set_pending (FoyerLeadRow *self, FoyerOutboxRow *pending)
{
  if (self->pending == pending)
    return;
  if (self->pending != NULL)
    g_clear_signal_handler (&self->pending_handler, self->pending);
  g_set_object (&self->pending, pending);
  if (pending != NULL)
    self->pending_handler = g_signal_connect_object (pending, "notify", G_CALLBACK (pending_changed_cb), self,
                                                     G_CONNECT_SWAPPED);
}

static void
find_pending (FoyerLeadRow *self)
{
  g_autoptr (FoyerOutboxRow) row = NULL;
  const char *uuid;
  gint64 platform_id;

  foyer_lead_row_identify (self->item, &uuid, &platform_id);
  if (FOYER_IS_OUTBOX_ROW (self->item))
    row = g_object_ref (FOYER_OUTBOX_ROW (self->item));
  else if (self->outbox != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->outbox)) > 0)
    row = foyer_outbox_find_for_lead (self->outbox, uuid, platform_id);
  set_pending (self, row);
}

/* What a person has to decide comes before what they were typing, that before what goes on by itself. */
static FoyerOutboxState
find_state (FoyerLeadRow *self)
{
  FoyerOutboxState state = self->pending != NULL ? foyer_outbox_row_get_state (self->pending) : FOYER_OUTBOX_DELIVERED;

  if (FOYER_IS_DRAFT (self->item) && !foyer_outbox_state_needs_person (state))
    return FOYER_OUTBOX_DRAFT;
  return state;
}

static Words
read_words (FoyerLeadRow *self)
{
  FoyerOutboxState state = find_state (self);
  Facts facts = { NULL };

  if (FOYER_IS_LEAD_SUMMARY (self->item))
    {
      read_summary (FOYER_LEAD_SUMMARY (self->item), &facts);
      if (self->pending != NULL)
        read_pending (self->pending, &facts);
    }
  else
    read_lead (self->item, self->search, &facts);
  return (Words) {
    .title = facts.name,
    .subtitle = facts.party != NULL ? facts.party : g_strdup (""),
    .excerpt = facts.excerpt != NULL ? facts.excerpt : g_strdup (""),
    .age = foyer_lead_text_age (facts.date, g_get_real_time () / G_USEC_PER_SEC),
    .state = foyer_outbox_state_is_final (state) ? "" : foyer_outbox_text_mark (state),
    .quality = foyer_lead_text_item (self->picklists, FOYER_PICKLIST_QUALITY, facts.quality_id),
    .stage = self->is_in_column ? "" : foyer_lead_text_item (self->picklists, FOYER_PICKLIST_STAGE, facts.stage_id),
    .owner = foyer_lead_text_item (self->picklists, FOYER_PICKLIST_OWNER, facts.owner_id),
  };
}

static void
clear_words (Words *words)
{
  g_free (words->title);
  g_free (words->subtitle);
  g_free (words->age);
  g_free (words->excerpt);
}

static void
show_state (FoyerLeadRow *self)
{
  FoyerOutboxState state = find_state (self);
  const char *style = foyer_outbox_text_style (state);

  if (g_strcmp0 (self->style, style) == 0)
    return;
  gtk_image_set_from_icon_name (self->state_icon, foyer_outbox_text_icon (state));
  gtk_widget_set_visible (GTK_WIDGET (self->state_icon), !foyer_outbox_state_is_final (state));
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  gtk_widget_add_css_class (GTK_WIDGET (self), style);
  g_set_str (&self->style, style);
}

static void
set_is_filled (FoyerLeadRow *self, gboolean is_filled)
{
  int height = -1;

  if (self->is_filled == is_filled)
    return;
  self->is_filled = is_filled;
  if (!is_filled)
    gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, height);
  gtk_widget_set_visible (self->lines, is_filled);
}

static void
show (FoyerLeadRow *self, const Words *words)
{
  gtk_label_set_label (self->title, words->title);
  gtk_label_set_label (self->subtitle, words->subtitle);
  gtk_label_set_label (self->stage, words->stage);
  gtk_label_set_label (self->owner, words->owner);
  set_or_hide (self->age, words->age);
  set_or_hide (self->quality, words->quality);
  set_or_hide (self->state, words->state);
  set_or_hide (self->excerpt, words->excerpt);
  mark_matches (self, self->title);
  mark_matches (self, self->subtitle);
  mark_matches (self, self->excerpt);
  show_state (self);
  set_is_filled (self, TRUE);
}

static void
disconnect_item (FoyerLeadRow *self)
{
  set_pending (self, NULL);
  if (self->item != NULL)
    g_clear_signal_handler (&self->changed_handler, get_watched (self));
  g_clear_object (&self->item);
}

static void
foyer_lead_row_dispose (GObject *object)
{
  FoyerLeadRow *self = FOYER_LEAD_ROW (object);

  g_clear_weak_pointer (&self->list_item);
  disconnect_item (self);
  g_clear_object (&self->picklists);
  g_clear_object (&self->outbox);

  G_OBJECT_CLASS (foyer_lead_row_parent_class)->dispose (object);
}

static void
foyer_lead_row_finalize (GObject *object)
{
  g_free (FOYER_LEAD_ROW (object)->style);
  G_OBJECT_CLASS (foyer_lead_row_parent_class)->finalize (object);
}

/* A list maps only the rows that are seen. */
static void
foyer_lead_row_map (GtkWidget *widget)
{
  FoyerLeadRow *self = FOYER_LEAD_ROW (widget);

  GTK_WIDGET_CLASS (foyer_lead_row_parent_class)->map (widget);
  if (!self->is_filled)
    foyer_lead_row_update (self);
}

static void
foyer_lead_row_class_init (FoyerLeadRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_lead_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_lead_row_finalize;
  widget_class->map = foyer_lead_row_map;

  g_type_ensure (FOYER_TYPE_TEXT_LINES);
  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-lead-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadRow, lines);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadRow, title);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadRow, age);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadRow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadRow, state);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadRow, quality);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadRow, stage);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadRow, owner);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadRow, excerpt);
}

static void
foyer_lead_row_init (FoyerLeadRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filled = TRUE;
}

/**
 * foyer_lead_row_new:
 * @list_item: (nullable): whose child it will be: it says what the row shows
 */
GtkWidget *
foyer_lead_row_new (GtkListItem *list_item)
{
  FoyerLeadRow *self = g_object_new (FOYER_TYPE_LEAD_ROW, NULL);

  g_set_weak_pointer (&self->list_item, list_item);
  return GTK_WIDGET (self);
}

/**
 * foyer_lead_row_identify:
 * @item: a FoyerLeadSummary, a FoyerDraft or a FoyerOutboxRow
 * @uuid: (out) (nullable) (transfer none): of the lead it is about; the mirror does not know one
 * @platform_id: (out): its id there, or 0
 *
 * A draft of a lead that is on the platform already stands for that lead, and so does its change in the outbox.
 */
void
foyer_lead_row_identify (gpointer item, const char **uuid, gint64 *platform_id)
{
  FoyerLead *lead = get_lead (item);

  *uuid = lead != NULL ? foyer_lead_get_uuid (lead) : NULL;
  *platform_id = lead != NULL ? foyer_lead_get_platform_id (lead) : foyer_lead_summary_get_id (item);
}

/**
 * foyer_lead_row_set_item:
 * @self: a row
 * @item: (nullable): a FoyerLeadSummary, a FoyerDraft or a FoyerOutboxRow
 */
void
foyer_lead_row_set_item (FoyerLeadRow *self, gpointer item)
{
  g_return_if_fail (item == NULL || FOYER_IS_LEAD_SUMMARY (item) || FOYER_IS_DRAFT (item)
                    || FOYER_IS_OUTBOX_ROW (item));

  disconnect_item (self);
  if (item == NULL)
    return;

  self->item = g_object_ref (item);
  self->changed_handler = g_signal_connect_object (get_watched (self),
                                                   FOYER_IS_LEAD_SUMMARY (item) ? "changed" : "notify",
                                                   G_CALLBACK (lead_changed_cb), self, G_CONNECT_SWAPPED);
  foyer_lead_row_update (self);
}

void
foyer_lead_row_set_session (FoyerLeadRow *self, FoyerSession *session)
{
  FoyerPicklists *picklists = session != NULL ? foyer_session_get_picklists (session) : NULL;
  FoyerOutbox *outbox = session != NULL ? foyer_session_get_outbox (session) : NULL;

  g_set_object (&self->picklists, picklists);
  g_set_object (&self->outbox, outbox);
}

/**
 * foyer_lead_row_set_search:
 * @self: a row
 * @search: (nullable): whose matches are shown; it must outlive the binding
 *
 * Shown with the next item or update.
 */
void
foyer_lead_row_set_search (FoyerLeadRow *self, const FoyerSearch *search)
{
  self->search = search;
}

/**
 * foyer_lead_row_set_is_in_column:
 * @self: a row
 * @is_in_column: whether the stage is said above all rows already
 */
void
foyer_lead_row_set_is_in_column (FoyerLeadRow *self, gboolean is_in_column)
{
  self->is_in_column = is_in_column;
}

/**
 * foyer_lead_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
gpointer
foyer_lead_row_get_item (FoyerLeadRow *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_ROW (self), NULL);

  return self->item;
}

/* What a screen reader says for the whole row: also when what it shows is read, or changes, after it was bound. */
static void
speak (FoyerLeadRow *self, const Words *words)
{
  const char *spoken[] = { words->state,   words->title, words->subtitle, words->stage,
                           words->quality, words->owner, words->age,      words->excerpt };
  const char *separator = C_ ("list of fields", ", ");
  g_autoptr (GString) text = NULL;

  if (self->list_item == NULL)
    return;
  text = g_string_sized_new (128);
  for (guint i = 0; i < G_N_ELEMENTS (spoken); i++)
    {
      if (*spoken[i] == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, separator);
      g_string_append (text, spoken[i]);
    }
  gtk_list_item_set_accessible_label (self->list_item, text->str);
}

/**
 * foyer_lead_row_update:
 * @self: a row
 *
 * Reads everything again: the item's lead does that by itself, but not time passing, a picklist's titles arriving or a
 * change coming into the outbox.
 */
void
foyer_lead_row_update (FoyerLeadRow *self)
{
  Words words;

  if (self->item == NULL)
    return;

  find_pending (self);
  if (!is_loaded (self->item))
    {
      if (self->list_item != NULL)
        gtk_list_item_set_accessible_label (self->list_item, "");
      set_is_filled (self, FALSE);
      return;
    }
  words = read_words (self);
  speak (self, &words);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show (self, &words);
  else
    set_is_filled (self, FALSE);
  clear_words (&words);
}
