/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of the list: a lead, or a draft. It holds no state of its own; everything is read from the item again. */

#include "config.h"

#include "foyer-lead-row.h"

#include "foyer-draft.h"
#include "foyer-lead-text.h"
#include "foyer-ui.h"

#include <glib/gi18n.h>

struct _FoyerLeadRow
{
  GtkBox parent_instance;

  /* owned, nullable */
  GObject *item; /* FoyerLead or FoyerDraft */
  FoyerPicklists *picklists;
  gulong changed_handler;

  /* template */
  GtkLabel *title;
  GtkLabel *age;
  GtkLabel *state;
  GtkLabel *subtitle;
  GtkLabel *quality;
};

G_DEFINE_FINAL_TYPE (FoyerLeadRow, foyer_lead_row, GTK_TYPE_BOX)

static FoyerLead *
get_lead (FoyerLeadRow *self)
{
  return FOYER_IS_DRAFT (self->item) ? foyer_draft_get_lead (FOYER_DRAFT (self->item)) : FOYER_LEAD (self->item);
}

static void
set_or_hide (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static const char *
draft_state (FoyerDraft *draft)
{
  if (foyer_draft_get_sent (draft) != 0)
    return C_ ("state of a lead", "May have arrived");
  return C_ ("state of a lead", "Draft");
}

static gint64
item_date (GObject *item)
{
  gint64 created;

  if (FOYER_IS_DRAFT (item))
    return foyer_draft_get_updated (FOYER_DRAFT (item));
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
disconnect_item (FoyerLeadRow *self)
{
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

  G_OBJECT_CLASS (foyer_lead_row_parent_class)->dispose (object);
}

static void
foyer_lead_row_class_init (FoyerLeadRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_lead_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-lead-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadRow, title);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadRow, age);
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
 * foyer_lead_row_set_item:
 * @self: a row
 * @item: (nullable): a FoyerLead or a FoyerDraft
 */
void
foyer_lead_row_set_item (FoyerLeadRow *self, gpointer item)
{
  g_return_if_fail (item == NULL || FOYER_IS_LEAD (item) || FOYER_IS_DRAFT (item));

  disconnect_item (self);
  if (item == NULL)
    return;

  self->item = g_object_ref (item);
  self->changed_handler = g_signal_connect_object (get_lead (self), "notify", G_CALLBACK (lead_changed_cb), self,
                                                   G_CONNECT_SWAPPED);
  foyer_lead_row_update (self);
}

void
foyer_lead_row_set_picklists (FoyerLeadRow *self, FoyerPicklists *picklists)
{
  g_set_object (&self->picklists, picklists);
}

/**
 * foyer_lead_row_update:
 * @self: a row
 *
 * Reads everything again: the item's lead does that by itself, but not time passing or a picklist's titles arriving.
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
  gboolean is_draft, uncertain;

  if (self->item == NULL)
    return;

  lead = get_lead (self);
  is_draft = FOYER_IS_DRAFT (self->item);
  uncertain = is_draft && foyer_draft_get_sent (FOYER_DRAFT (self->item)) != 0;
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
  set_or_hide (self->state, is_draft ? draft_state (FOYER_DRAFT (self->item)) : NULL);
  if (uncertain)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "uncertain");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "uncertain");
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
