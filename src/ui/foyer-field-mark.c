/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row says about its field: that it must be filled, that it was changed and can be reverted, and, in a row of
 * its own below it, what is wrong with it. A widget that is put into the row; the row may be of any class. What a
 * person sees and what a screen reader is told change together. */

#include "config.h"

#include "foyer-field-mark.h"

#include "foyer-announce.h"
#include "foyer-message-row.h"
#include "foyer-picklist-row.h"
#include "foyer-problem-text.h"

#include <glib/gi18n.h>

struct _FoyerFieldMark
{
  GtkBox parent_instance;

  FoyerLeadEdit *edit; /* owned, nullable */
  char *field_name;    /* owned, nullable */
  char *complaint;     /* owned, nullable */
  char *remark;        /* owned, nullable */
  char *offer;         /* owned, nullable */

  FoyerFieldEdit *field;     /* borrowed from the edit */
  GtkWidget *row;            /* borrowed: it holds this */
  GtkWidget *target;         /* borrowed, nullable */
  GtkWidget *message_row;    /* borrowed: the row's list owns it */
  GtkWidget *message_label;  /* borrowed */
  GtkWidget *offer_button;   /* borrowed */
  GtkWidget *required_label; /* borrowed */
  GtkWidget *changed_dot;    /* borrowed */
  GtkWidget *revert_button;  /* borrowed */
  gboolean told_invalid;
};

enum
{
  PROP_EDIT = 1,
  PROP_FIELD,
  PROP_TARGET,
  PROP_COMPLAINT,
  PROP_REMARK,
  PROP_OFFER,
  N_PROPERTIES,
};

enum
{
  OFFER_TAKEN,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerFieldMark, foyer_field_mark, GTK_TYPE_BOX)

static void
offer_clicked_cb (FoyerFieldMark *self)
{
  g_signal_emit (self, signals[OFFER_TAKEN], 0);
}

static void
make_message_row (FoyerFieldMark *self)
{
  GtkWidget *list = gtk_widget_get_parent (self->row);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (!GTK_IS_LIST_BOX (list))
    return;

  self->message_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->message_label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->message_label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->message_label), 0);
  gtk_widget_set_hexpand (self->message_label, TRUE);
  gtk_widget_add_css_class (self->message_label, "caption");

  self->offer_button = gtk_button_new ();
  gtk_widget_set_valign (self->offer_button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->offer_button, "clicked", G_CALLBACK (offer_clicked_cb), self);

  self->message_row = foyer_message_row_new ();
  gtk_widget_add_css_class (self->message_row, "field-message");
  gtk_box_append (GTK_BOX (box), self->message_label);
  gtk_box_append (GTK_BOX (box), self->offer_button);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->message_row), box);
  gtk_list_box_insert (GTK_LIST_BOX (list), self->message_row,
                       gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->row)) + 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->message_row), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->message_label, NULL, -1);
  g_object_add_weak_pointer (G_OBJECT (self->message_row), (gpointer *) &self->message_row);
}

static char *
find_message (FoyerFieldMark *self, gboolean *is_error)
{
  FoyerLeadField number = foyer_field_edit_get_field (self->field);

  *is_error = TRUE;
  if (self->complaint != NULL)
    return g_strdup (self->complaint);
  if (foyer_field_edit_get_shown_problem (self->field) != FOYER_PROBLEM_NONE)
    return foyer_problem_text (number, foyer_field_edit_get_shown_problem (self->field),
                               foyer_field_edit_get_refusal_code (self->field),
                               foyer_field_edit_get_refusal (self->field));

  *is_error = FALSE;
  if (foyer_field_edit_get_changed_elsewhere (self->field))
    return g_strdup (_ ("Also changed on the platform. Revert to take what it has now."));
  if (!foyer_field_edit_get_known (self->field))
    return g_strdup (number == FOYER_LEAD_CUSTOM_FIELDS ? _ ("Those on the platform are kept. Add one to set it.")
                                                        : _ ("Kept as it is on the platform. Choose one to set it."));
  return g_strdup (self->remark);
}

static void
tell_invalid (FoyerFieldMark *self, gboolean invalid)
{
  GtkAccessible *target = GTK_ACCESSIBLE (foyer_field_mark_get_target (self));

  if (self->told_invalid == invalid)
    return;
  self->told_invalid = invalid;
  if (invalid)
    {
      gtk_widget_add_css_class (self->row, "error");
      gtk_accessible_update_state (target, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_relation (target, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, self->message_label, NULL, -1);
    }
  else
    {
      gtk_widget_remove_css_class (self->row, "error");
      gtk_accessible_reset_state (target, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (target, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
    }
}

static void
show_message (FoyerFieldMark *self, const char *message, gboolean is_error)
{
  if (message != NULL && self->message_row == NULL)
    make_message_row (self);
  if (self->message_row == NULL)
    return;

  if (message != NULL)
    gtk_label_set_label (GTK_LABEL (self->message_label), message);
  gtk_button_set_label (GTK_BUTTON (self->offer_button), self->offer != NULL ? self->offer : "");
  gtk_widget_set_visible (self->offer_button, self->offer != NULL);
  gtk_widget_set_visible (self->message_row, message != NULL && foyer_field_edit_get_applies (self->field));
  if (message != NULL)
    gtk_widget_add_css_class (self->row, "has-message");
  else
    gtk_widget_remove_css_class (self->row, "has-message");
  if (is_error)
    {
      gtk_widget_add_css_class (self->message_label, "error");
      gtk_widget_remove_css_class (self->message_label, "dimmed");
    }
  else
    {
      gtk_widget_remove_css_class (self->message_label, "error");
      gtk_widget_add_css_class (self->message_label, "dimmed");
    }
  tell_invalid (self, is_error);
}

static void
update (FoyerFieldMark *self)
{
  gboolean is_error = FALSE, missing = FALSE, can_revert = FALSE;
  g_autofree char *message = NULL;

  if (self->field == NULL || self->row == NULL)
    return;

  message = find_message (self, &is_error);
  missing = foyer_field_edit_get_problem (self->field) == FOYER_PROBLEM_MISSING;
  can_revert = foyer_field_edit_get_changed (self->field) && !foyer_lead_edit_get_is_new (self->edit);

  gtk_widget_set_visible (self->row, foyer_field_edit_get_applies (self->field));
  gtk_widget_set_visible (self->changed_dot, can_revert);
  gtk_widget_set_visible (self->revert_button, can_revert);
  if (FOYER_IS_PICKLIST_ROW (self->row))
    g_object_set (self->row, "required", missing, "known", foyer_field_edit_get_known (self->field), NULL);
  else
    gtk_widget_set_visible (self->required_label, missing && !is_error);
  gtk_widget_set_visible (GTK_WIDGET (self), can_revert || gtk_widget_get_visible (self->required_label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (foyer_field_mark_get_target (self)), GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                  foyer_field_edit_get_required (self->field), -1);
  show_message (self, message, is_error && message != NULL);
}

static void
update_cb (FoyerFieldMark *self)
{
  update (self);
}

static void
revert_cb (FoyerFieldMark *self)
{
  GtkWidget *target = foyer_field_mark_get_target (self);

  foyer_lead_edit_revert_field (self->edit, foyer_field_edit_get_field (self->field));
  gtk_widget_grab_focus (target);
}

/* It stands where nobody who leaves the field looks. */
static void
announce_message (FoyerFieldMark *self)
{
  const char *message = foyer_field_mark_get_message (self);

  if (message != NULL)
    foyer_announce (self->row, message);
}

static void
left_cb (FoyerFieldMark *self)
{
  if (self->field != NULL)
    foyer_lead_edit_leave_field (self->edit, foyer_field_edit_get_field (self->field));
  if (self->told_invalid)
    announce_message (self);
}

static void
find_field (FoyerFieldMark *self)
{
  FoyerLeadField number = foyer_lead_field_from_property (self->field_name);

  if (self->edit == NULL || number >= FOYER_N_WRITTEN_FIELDS || self->field != NULL)
    return;
  self->field = foyer_lead_edit_get_field (self->edit, number);
  g_signal_connect_object (self->field, "notify", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->edit, "notify::is-new", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
}

/* The row is known once there is a way up to it; it never changes then. */
static void
foyer_field_mark_root (GtkWidget *widget)
{
  FoyerFieldMark *self = FOYER_FIELD_MARK (widget);
  GtkEventController *focus = NULL;

  GTK_WIDGET_CLASS (foyer_field_mark_parent_class)->root (widget);
  if (self->row == NULL)
    {
      self->row = gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);
      if (self->row == NULL)
        return;
      focus = gtk_event_controller_focus_new ();
      g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_add_controller (self->row, focus);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (self->revert_button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                      self->row, NULL, -1);
    }
  update (self);
}

static void
foyer_field_mark_dispose (GObject *object)
{
  FoyerFieldMark *self = FOYER_FIELD_MARK (object);

  if (self->message_row != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->offer_button, self);
      g_object_remove_weak_pointer (G_OBJECT (self->message_row), (gpointer *) &self->message_row);
      self->message_row = NULL;
    }
  self->row = NULL;
  self->target = NULL;
  self->field = NULL;
  g_clear_object (&self->edit);
  G_OBJECT_CLASS (foyer_field_mark_parent_class)->dispose (object);
}

static void
foyer_field_mark_finalize (GObject *object)
{
  FoyerFieldMark *self = FOYER_FIELD_MARK (object);

  g_free (self->field_name);
  g_free (self->complaint);
  g_free (self->remark);
  g_free (self->offer);
  G_OBJECT_CLASS (foyer_field_mark_parent_class)->finalize (object);
}

static void
foyer_field_mark_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerFieldMark *self = FOYER_FIELD_MARK (object);

  switch (prop_id)
    {
    case PROP_EDIT:
      g_value_set_object (value, self->edit);
      break;
    case PROP_FIELD:
      g_value_set_string (value, self->field_name);
      break;
    case PROP_TARGET:
      g_value_set_object (value, self->target);
      break;
    case PROP_COMPLAINT:
      g_value_set_string (value, self->complaint);
      break;
    case PROP_REMARK:
      g_value_set_string (value, self->remark);
      break;
    case PROP_OFFER:
      g_value_set_string (value, self->offer);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_field_mark_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FoyerFieldMark *self = FOYER_FIELD_MARK (object);

  switch (prop_id)
    {
    case PROP_EDIT:
      if (g_set_object (&self->edit, g_value_get_object (value)))
        find_field (self);
      break;
    case PROP_FIELD:
      if (g_set_str (&self->field_name, g_value_get_string (value)))
        find_field (self);
      break;
    case PROP_TARGET:
      self->target = g_value_get_object (value);
      break;
    case PROP_COMPLAINT:
      if (g_set_str (&self->complaint, g_value_get_string (value)))
        {
          update (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_REMARK:
      if (g_set_str (&self->remark, g_value_get_string (value)))
        {
          update (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_OFFER:
      foyer_field_mark_set_offer (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_field_mark_class_init (FoyerFieldMarkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = foyer_field_mark_dispose;
  object_class->finalize = foyer_field_mark_finalize;
  object_class->get_property = foyer_field_mark_get_property;
  object_class->set_property = foyer_field_mark_set_property;
  widget_class->root = foyer_field_mark_root;

  properties[PROP_EDIT] = g_param_spec_object ("edit", NULL, NULL, FOYER_TYPE_LEAD_EDIT, flags);
  properties[PROP_FIELD] = g_param_spec_string ("field", NULL, NULL, NULL, flags);
  properties[PROP_TARGET] = g_param_spec_object ("target", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_COMPLAINT] = g_param_spec_string ("complaint", NULL, NULL, NULL, flags);
  properties[PROP_REMARK] = g_param_spec_string ("remark", NULL, NULL, NULL, flags);
  properties[PROP_OFFER] = g_param_spec_string ("offer", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * FoyerFieldMark::offer-taken:
   *
   * The button beside the message was pressed.
   */
  signals[OFFER_TAKEN] = g_signal_new ("offer-taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "fieldmark");
}

static void
foyer_field_mark_init (FoyerFieldMark *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);

  self->required_label = gtk_label_new (C_ ("field", "Required"));
  gtk_widget_add_css_class (self->required_label, "dimmed");
  gtk_widget_set_visible (self->required_label, FALSE);
  gtk_box_append (GTK_BOX (self), self->required_label);

  self->changed_dot = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign",
                                    GTK_ALIGN_CENTER, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->changed_dot, "changed-dot");
  gtk_box_append (GTK_BOX (self), self->changed_dot);

  self->revert_button = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  gtk_widget_set_valign (self->revert_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->revert_button, "flat");
  gtk_widget_add_css_class (self->revert_button, "circular");
  /* Translators: on a button beside a changed field: gives the field the value it had */
  gtk_widget_set_tooltip_text (self->revert_button, C_ ("field", "Revert"));
  gtk_widget_set_visible (self->revert_button, FALSE);
  g_signal_connect_swapped (self->revert_button, "clicked", G_CALLBACK (revert_cb), self);
  gtk_box_append (GTK_BOX (self), self->revert_button);
}

/**
 * foyer_field_mark_get_field:
 *
 * Returns: the field it speaks of, or `FOYER_LEAD_NO_FIELD` while it has none
 */
FoyerLeadField
foyer_field_mark_get_field (FoyerFieldMark *self)
{
  g_return_val_if_fail (FOYER_IS_FIELD_MARK (self), FOYER_LEAD_NO_FIELD);
  return self->field != NULL ? foyer_field_edit_get_field (self->field) : FOYER_LEAD_NO_FIELD;
}

/**
 * foyer_field_mark_get_target:
 *
 * Returns: (nullable) (transfer none): what takes the focus for the field, and what a screen reader is told about it
 */
GtkWidget *
foyer_field_mark_get_target (FoyerFieldMark *self)
{
  g_return_val_if_fail (FOYER_IS_FIELD_MARK (self), NULL);

  if (self->target != NULL)
    return self->target;
  if (GTK_IS_EDITABLE (self->row))
    return GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->row)));
  return self->row;
}

/**
 * foyer_field_mark_get_message:
 *
 * Returns: (nullable) (transfer none): what stands below the row now
 */
const char *
foyer_field_mark_get_message (FoyerFieldMark *self)
{
  g_return_val_if_fail (FOYER_IS_FIELD_MARK (self), NULL);
  return self->message_row != NULL && gtk_widget_get_visible (self->message_row)
             ? gtk_label_get_label (GTK_LABEL (self->message_label))
             : NULL;
}

/**
 * foyer_field_mark_set_offer:
 * @offer: (nullable): the translated label of a button beside the message, which emits
 * [signal@Foyer.FieldMark::offer-taken]
 */
void
foyer_field_mark_set_offer (FoyerFieldMark *self, const char *offer)
{
  g_return_if_fail (FOYER_IS_FIELD_MARK (self));

  if (!g_set_str (&self->offer, offer))
    return;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OFFER]);
}
