/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of the list: a lead, a draft, or a lead that waits in the outbox. It holds no state of its own; everything is
 * read from the item again. */

#include "config.h"

#include "foyer-lead-row.h"

#include "foyer-draft.h"
#include "foyer-lead-text.h"
#include "foyer-outbox-text.h"
#include "foyer-ui.h"

#include <glib/gi18n.h>

struct _FoyerLeadRow
{
  GtkBox parent_instance;

  /* owned, nullable */
  GObject *item; /* FoyerLead, FoyerDraft or FoyerOutboxRow */
  FoyerPicklists *picklists;
  FoyerOutbox *outbox;
  FoyerOutboxRow *pending; /* the newest change of the lead that waits */
  char *style;             /* the class of its mark now */
  gulong changed_handler;
  gulong pending_handler;

  /* template */
  GtkLabel *title;
  GtkLabel *age;
  GtkImage *state_icon;
  GtkLabel *state;
  GtkLabel *subtitle;
  GtkLabel *quality;
};

G_DEFINE_FINAL_TYPE (FoyerLeadRow, foyer_lead_row, GTK_TYPE_BOX)

static FoyerLead *
get_lead (FoyerLeadRow *self)
{
  return foyer_lead_row_get_lead_of (self->item);
}

static void
set_or_hide (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static gint64
item_date (GObject *item)
{
  gint64 created;

  if (FOYER_IS_DRAFT (item))
    return foyer_draft_get_updated (FOYER_DRAFT (item));
  if (FOYER_IS_OUTBOX_ROW (item))
    return foyer_outbox_row_get_kept (FOYER_OUTBOX_ROW (item));
  created = foyer_lead_get_date (FOYER_LEAD (item), FOYER_LEAD_CREATED);

  return created != 0 ? created : foyer_lead_get_date (FOYER_LEAD (item), FOYER_LEAD_MODIFIED);
}

static char *
join (const char *first, const char *second)
{
  if (first == NULL || second == NULL)
    return g_strdup (first != NULL ? first : second);
  /* Translators: two facts about a lead beside each other, such as its company and its stage */
  return g_strdup_printf (C_ ("facts about a lead", "%s · %s"), first, second);
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
    self->pending_handler = g_signal_connect_object (pending, "notify::state", G_CALLBACK (pending_changed_cb), self,
                                                     G_CONNECT_SWAPPED);
}

static void
find_pending (FoyerLeadRow *self)
{
  FoyerLead *lead = get_lead (self);
  g_autoptr (FoyerOutboxRow) row = NULL;

  if (FOYER_IS_OUTBOX_ROW (self->item))
    row = g_object_ref (FOYER_OUTBOX_ROW (self->item));
  else if (self->outbox != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->outbox)) > 0)
    row = foyer_outbox_find_for_lead (self->outbox, foyer_lead_get_uuid (lead), foyer_lead_get_platform_id (lead));
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

static void
show_state (FoyerLeadRow *self)
{
  FoyerOutboxState state = find_state (self);
  gboolean has_mark = !foyer_outbox_state_is_final (state);
  const char *style = foyer_outbox_text_style (state);

  set_or_hide (self->state, has_mark ? foyer_outbox_text_mark (state) : NULL);
  gtk_image_set_from_icon_name (self->state_icon, foyer_outbox_text_icon (state));
  gtk_widget_set_visible (GTK_WIDGET (self->state_icon), has_mark);
  if (g_strcmp0 (self->style, style) == 0)
    return;
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  gtk_widget_add_css_class (GTK_WIDGET (self), style);
  g_set_str (&self->style, style);
}

static void
disconnect_item (FoyerLeadRow *self)
{
  set_pending (self, NULL);
  if (self->item != NULL)
    g_clear_signal_handler (&self->changed_handler, get_lead (self));
  g_clear_object (&self->item);
}

static void
foyer_lead_row_dispose (GObject *object)
{
  FoyerLeadRow *self = FOYER_LEAD_ROW (object);

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

static void
foyer_lead_row_class_init (FoyerLeadRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_lead_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_lead_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-lead-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadRow, title);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadRow, age);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadRow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadRow, state);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadRow, quality);
}

static void
foyer_lead_row_init (FoyerLeadRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
foyer_lead_row_new (void)
{
  return g_object_new (FOYER_TYPE_LEAD_ROW, NULL);
}

/**
 * foyer_lead_row_get_lead_of:
 * @item: a FoyerLead, a FoyerDraft or a FoyerOutboxRow
 *
 * Returns: (transfer none): the lead it is about
 */
FoyerLead *
foyer_lead_row_get_lead_of (gpointer item)
{
  if (FOYER_IS_DRAFT (item))
    return foyer_draft_get_lead (item);
  if (FOYER_IS_OUTBOX_ROW (item))
    return foyer_outbox_row_get_lead (item);
  return FOYER_LEAD (item);
}

/**
 * foyer_lead_row_set_item:
 * @self: a row
 * @item: (nullable): a FoyerLead, a FoyerDraft or a FoyerOutboxRow
 */
void
foyer_lead_row_set_item (FoyerLeadRow *self, gpointer item)
{
  g_return_if_fail (item == NULL || FOYER_IS_LEAD (item) || FOYER_IS_DRAFT (item) || FOYER_IS_OUTBOX_ROW (item));

  disconnect_item (self);
  if (item == NULL)
    return;

  self->item = g_object_ref (item);
  self->changed_handler = g_signal_connect_object (get_lead (self), "notify", G_CALLBACK (lead_changed_cb), self,
                                                   G_CONNECT_SWAPPED);
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
 * foyer_lead_row_update:
 * @self: a row
 *
 * Reads everything again: the item's lead does that by itself, but not time passing, a picklist's titles arriving or a
 * change coming into the outbox.
 */
void
foyer_lead_row_update (FoyerLeadRow *self)
{
  FoyerLead *lead;
  g_autofree char *title = NULL;
  g_autofree char *party = NULL;
  g_autofree char *stage = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *quality = NULL;
  g_autofree char *age = NULL;

  if (self->item == NULL)
    return;

  lead = get_lead (self);
  find_pending (self);
  title = foyer_lead_text_title (lead);
  party = foyer_lead_text_party (lead);
  stage = foyer_lead_text_choice (lead, FOYER_LEAD_STAGE, self->picklists);
  subtitle = join (party, stage);
  quality = foyer_lead_text_choice (lead, FOYER_LEAD_QUALITY, self->picklists);
  age = foyer_lead_text_age (item_date (self->item), g_get_real_time () / G_USEC_PER_SEC);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle != NULL ? subtitle : "");
  set_or_hide (self->age, age);
  set_or_hide (self->quality, quality);
  show_state (self);
}

/**
 * foyer_lead_row_dup_spoken:
 * @self: a row
 *
 * Returns: (transfer full): what a screen reader says for the whole row
 */
char *
foyer_lead_row_dup_spoken (FoyerLeadRow *self)
{
  GtkLabel *labels[] = { self->state, self->title, self->subtitle, self->quality, self->age };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const char *label = gtk_label_get_label (labels[i]);

      if (*label != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", label);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
