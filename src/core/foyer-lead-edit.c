/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form's view-model: a lead that is being edited, what it was made from, and how each field stands. The whole
 * form's behaviour is here and is tested without a display. The lead object stays the same; opening another lead
 * assigns into it. */

#include "foyer-lead-edit-private.h"

/* The fields' properties come first: field + 1. */
enum
{
  PROP_LEAD = FOYER_N_WRITTEN_FIELDS + 1,
  PROP_PICKLISTS,
  PROP_N_CHANGED,
  PROP_N_PROBLEMS,
  PROP_CAN_SAVE,
  PROP_IS_NEW,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (FoyerLeadEdit, foyer_lead_edit, G_TYPE_OBJECT)

/* A lead that waits to be sent for the first time has to be whole, like a new one. */
static FoyerLead *
get_platforms_base (FoyerLeadEdit *self)
{
  FoyerLead *base = foyer_lead_edit_get_base (self);

  return base != NULL && foyer_lead_get_platform_id (base) > 0 ? base : NULL;
}

static void
update_field (FoyerLeadEdit *self, FoyerLeadField field, guint *n_changed, guint *n_problems)
{
  FoyerProblem problem = foyer_lead_rules_check_field (self->lead, get_platforms_base (self), field, self->picklists);
  gboolean shows = self->show_all || (self->left & FOYER_FIELD_BIT (field)) != 0;
  gboolean refused = self->refusals[field] != NULL;
  FoyerFieldStatus status = {
    .known = foyer_lead_is_known (self->lead, field),
    .changed = (self->changed & FOYER_FIELD_BIT (field)) != 0,
    .applies = foyer_lead_rules_applies (self->lead, field, self->picklists),
    .required = foyer_lead_rules_requires (self->lead, field, self->picklists),
    .problem = problem != FOYER_PROBLEM_NONE ? problem
               : refused                     ? FOYER_PROBLEM_REFUSED
                                             : FOYER_PROBLEM_NONE,
    .refusal_code = refused ? self->refusal_codes[field] : 0,
    .refusal = self->refusals[field],
  };

  status.changed_elsewhere = status.changed && (self->changed_elsewhere & FOYER_FIELD_BIT (field)) != 0;
  status.shown_problem = shows || refused ? status.problem : FOYER_PROBLEM_NONE;
  *n_changed += status.changed;
  *n_problems += problem != FOYER_PROBLEM_NONE;
  foyer_field_edit_update (self->fields[field], &status);
}

/* Finds anew how everything stands and tells what changed. */
void
foyer_lead_edit_update (FoyerLeadEdit *self)
{
  guint n_changed = 0, n_problems = 0;
  gboolean could_save = self->n_changed > 0;

  if (self->assigning > 0)
    return;

  self->changed = foyer_lead_diff (self->lead, self->base);
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    update_field (self, field, &n_changed, &n_problems);

  g_object_freeze_notify (G_OBJECT (self));
  if (self->n_problems != n_problems)
    {
      self->n_problems = n_problems;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PROBLEMS]);
    }
  if (self->n_changed != n_changed)
    {
      self->n_changed = n_changed;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CHANGED]);
    }
  if (could_save != (n_changed > 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_SAVE]);
  if (self->told_is_new != self->is_new)
    {
      self->told_is_new = self->is_new;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_NEW]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/* A subtype belongs to its type and a reason to its stage: when a person changes the parent, a child of another parent
 * goes. Which of the two was chosen first makes no difference. */
static void
drop_children_of_others (FoyerLeadEdit *self, FoyerLeadField parent)
{
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    {
      const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);
      FoyerPicklistItem *item = NULL;

      if (info->parent != parent || info->picklist == FOYER_PICKLIST_NONE || !foyer_lead_is_set (self->lead, field)
          || self->picklists == NULL)
        continue;
      item = foyer_picklist_lookup (foyer_picklists_get (self->picklists, info->picklist),
                                    foyer_lead_get_id (self->lead, field));
      if (item != NULL && foyer_picklist_item_get_parent_id (item) != foyer_lead_get_id (self->lead, parent))
        foyer_lead_clear (self->lead, field);
    }
}

/* The lead contact is one of the company's people: another company, another contact. */
static void
follow_company (FoyerLeadEdit *self)
{
  gint64 company = foyer_lead_get_id (self->lead, FOYER_LEAD_COMPANY);

  if (self->company_before != 0 && company != self->company_before
      && foyer_lead_is_set (self->lead, FOYER_LEAD_LEAD_CONTACT))
    {
      foyer_lead_clear (self->lead, FOYER_LEAD_LEAD_CONTACT);
      foyer_lead_clear (self->lead, FOYER_LEAD_CONTACT_NAME);
    }
  self->company_before = company;
}

/* Whoever was chosen under one kind is offered under the other. */
static void
follow_belongs_to (FoyerLeadEdit *self)
{
  FoyerBelongsTo belongs_to = foyer_lead_get_belongs_to (self->lead);
  gboolean to_person = belongs_to == FOYER_BELONGS_TO_PERSON;
  FoyerLeadField from = to_person ? FOYER_LEAD_LEAD_CONTACT : FOYER_LEAD_CONTACT;
  FoyerLeadField to = to_person ? FOYER_LEAD_CONTACT : FOYER_LEAD_LEAD_CONTACT;

  if (self->belongs_to_before != belongs_to && foyer_lead_is_set (self->lead, from)
      && !foyer_lead_is_set (self->lead, to))
    foyer_lead_set_id (self->lead, to, foyer_lead_get_id (self->lead, from));
  self->belongs_to_before = belongs_to;
}

/* What another person is reached by is not known here; one who has arrived on the platform is the same person. */
static void
follow_contact (FoyerLeadEdit *self)
{
  gint64 contact = foyer_lead_get_id (self->lead, foyer_lead_get_contact_field (self->lead));

  if (contact != self->contact_before && !(self->contact_before < 0 && contact > 0))
    {
      foyer_lead_clear (self->lead, FOYER_LEAD_CONTACT_EMAIL);
      foyer_lead_clear (self->lead, FOYER_LEAD_CONTACT_PHONE);
    }
  self->contact_before = contact;
}

void
foyer_lead_edit_forget_refusals (FoyerLeadEdit *self, FoyerFieldSet fields)
{
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if ((fields & FOYER_FIELD_BIT (field)) != 0)
      g_clear_pointer (&self->refusals[field], g_free);
}

static void
lead_changed_cb (FoyerLead *lead, GParamSpec *pspec, FoyerLeadEdit *self)
{
  FoyerLeadField field = foyer_lead_field_from_property (pspec->name);

  if (self->assigning > 0)
    return;

  self->assigning++;
  if (field < FOYER_N_WRITTEN_FIELDS)
    {
      drop_children_of_others (self, field);
      foyer_lead_edit_forget_refusals (self, foyer_lead_fields_merging_with (field));
    }
  if (field == FOYER_LEAD_COMPANY)
    follow_company (self);
  if (g_str_equal (pspec->name, "belongs-to"))
    follow_belongs_to (self);
  follow_contact (self);
  self->assigning--;
  foyer_lead_edit_update (self);
}

static void
picklists_changed_cb (FoyerPicklists *picklists, FoyerPicklist *list, FoyerLeadEdit *self)
{
  foyer_lead_edit_update (self);
}

static void
foyer_lead_edit_dispose (GObject *object)
{
  FoyerLeadEdit *self = FOYER_LEAD_EDIT (object);

  if (self->picklists != NULL)
    g_signal_handlers_disconnect_by_data (self->picklists, self);
  g_clear_object (&self->picklists);
  g_signal_handlers_disconnect_by_data (self->lead, self);
  G_OBJECT_CLASS (foyer_lead_edit_parent_class)->dispose (object);
}

static void
foyer_lead_edit_finalize (GObject *object)
{
  FoyerLeadEdit *self = FOYER_LEAD_EDIT (object);

  foyer_lead_edit_forget_refusals (self, G_MAXUINT32);
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    g_object_unref (self->fields[field]);
  g_object_unref (self->lead);
  g_object_unref (self->base);
  G_OBJECT_CLASS (foyer_lead_edit_parent_class)->finalize (object);
}

static void
foyer_lead_edit_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerLeadEdit *self = FOYER_LEAD_EDIT (object);

  switch (prop_id)
    {
    case PROP_LEAD:
      g_value_set_object (value, self->lead);
      break;
    case PROP_PICKLISTS:
      g_value_set_object (value, self->picklists);
      break;
    case PROP_N_CHANGED:
      g_value_set_uint (value, self->n_changed);
      break;
    case PROP_N_PROBLEMS:
      g_value_set_uint (value, self->n_problems);
      break;
    case PROP_CAN_SAVE:
      g_value_set_boolean (value, foyer_lead_edit_get_can_save (self));
      break;
    case PROP_IS_NEW:
      g_value_set_boolean (value, self->is_new);
      break;
    default:
      if (prop_id > 0 && prop_id <= FOYER_N_WRITTEN_FIELDS)
        g_value_set_object (value, self->fields[prop_id - 1]);
      else
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_lead_edit_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FoyerLeadEdit *self = FOYER_LEAD_EDIT (object);

  switch (prop_id)
    {
    case PROP_LEAD:
      self->lead = g_value_dup_object (value);
      break;
    case PROP_PICKLISTS:
      foyer_lead_edit_set_picklists (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_lead_edit_constructed (GObject *object)
{
  FoyerLeadEdit *self = FOYER_LEAD_EDIT (object);

  if (self->lead == NULL)
    self->lead = foyer_lead_new ();
  g_signal_connect (self->lead, "notify", G_CALLBACK (lead_changed_cb), self);
  foyer_lead_edit_update (self);
  G_OBJECT_CLASS (foyer_lead_edit_parent_class)->constructed (object);
}

static void
foyer_lead_edit_class_init (FoyerLeadEditClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = foyer_lead_edit_constructed;
  object_class->dispose = foyer_lead_edit_dispose;
  object_class->finalize = foyer_lead_edit_finalize;
  object_class->get_property = foyer_lead_edit_get_property;
  object_class->set_property = foyer_lead_edit_set_property;

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    properties[field + 1] = g_param_spec_object (foyer_lead_field_get_info (field)->property, NULL, NULL,
                                                 FOYER_TYPE_FIELD_EDIT, readable);
  properties[PROP_LEAD] = g_param_spec_object ("lead", NULL, NULL, FOYER_TYPE_LEAD,
                                               readable | G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_PICKLISTS] = g_param_spec_object ("picklists", NULL, NULL, FOYER_TYPE_PICKLISTS,
                                                    readable | G_PARAM_WRITABLE);
  properties[PROP_N_CHANGED] = g_param_spec_uint ("n-changed", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_N_PROBLEMS] = g_param_spec_uint ("n-problems", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_CAN_SAVE] = g_param_spec_boolean ("can-save", NULL, NULL, FALSE, readable);
  properties[PROP_IS_NEW] = g_param_spec_boolean ("is-new", NULL, NULL, TRUE, readable);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
foyer_lead_edit_init (FoyerLeadEdit *self)
{
  self->base = foyer_lead_new ();
  self->is_new = TRUE;
  self->told_is_new = TRUE;
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    self->fields[field] = foyer_field_edit_new (field);
}

/**
 * foyer_lead_edit_new:
 *
 * Returns: (transfer full): an edit of a new, empty lead
 */
FoyerLeadEdit *
foyer_lead_edit_new (void)
{
  return g_object_new (FOYER_TYPE_LEAD_EDIT, NULL);
}

/**
 * foyer_lead_edit_get_lead:
 *
 * Returns: (transfer none): the lead that is edited: the same object for the life of @self
 */
FoyerLead *
foyer_lead_edit_get_lead (FoyerLeadEdit *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_EDIT (self), NULL);
  return self->lead;
}

/**
 * foyer_lead_edit_get_base:
 *
 * Returns: (nullable) (transfer none): the lead as the platform had it when it was last read; `NULL` for a new one
 */
FoyerLead *
foyer_lead_edit_get_base (FoyerLeadEdit *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_EDIT (self), NULL);
  return self->is_new ? NULL : self->base;
}

void
foyer_lead_edit_set_picklists (FoyerLeadEdit *self, FoyerPicklists *picklists)
{
  g_return_if_fail (FOYER_IS_LEAD_EDIT (self));

  if (self->picklists == picklists)
    return;
  if (self->picklists != NULL)
    g_signal_handlers_disconnect_by_data (self->picklists, self);
  g_set_object (&self->picklists, picklists);
  if (picklists != NULL)
    g_signal_connect (picklists, "changed", G_CALLBACK (picklists_changed_cb), self);
  foyer_lead_edit_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PICKLISTS]);
}

/**
 * foyer_lead_edit_get_field:
 * @field: a written field
 *
 * Returns: (transfer none): how the field stands; the same object for the life of @self
 */
FoyerFieldEdit *
foyer_lead_edit_get_field (FoyerLeadEdit *self, FoyerLeadField field)
{
  g_return_val_if_fail (FOYER_IS_LEAD_EDIT (self) && field < FOYER_N_WRITTEN_FIELDS, NULL);
  return self->fields[field];
}

FoyerFieldSet
foyer_lead_edit_get_changed (FoyerLeadEdit *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_EDIT (self), 0);
  return self->changed;
}

guint
foyer_lead_edit_get_n_changed (FoyerLeadEdit *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_EDIT (self), 0);
  return self->n_changed;
}

/**
 * foyer_lead_edit_get_n_problems:
 *
 * Returns: how many fields our rules object to. A refusal of the platform is shown but does not count: what mends it
 * may be another field.
 */
guint
foyer_lead_edit_get_n_problems (FoyerLeadEdit *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_EDIT (self), 0);
  return self->n_problems;
}

/**
 * foyer_lead_edit_get_first_problem:
 *
 * Returns: the first field with a problem of whatever kind, in the fields' order, or `FOYER_LEAD_NO_FIELD`
 */
FoyerLeadField
foyer_lead_edit_get_first_problem (FoyerLeadEdit *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_EDIT (self), FOYER_LEAD_NO_FIELD);

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (foyer_field_edit_get_problem (self->fields[field]) != FOYER_PROBLEM_NONE)
      return field;
  return FOYER_LEAD_NO_FIELD;
}

/**
 * foyer_lead_edit_get_can_save:
 *
 * Returns: whether anything was typed or changed. Problems do not forbid the attempt: trying shows them.
 */
gboolean
foyer_lead_edit_get_can_save (FoyerLeadEdit *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_EDIT (self), FALSE);
  return self->n_changed > 0;
}

gboolean
foyer_lead_edit_get_is_new (FoyerLeadEdit *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_EDIT (self), FALSE);
  return self->is_new;
}
