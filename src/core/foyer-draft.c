/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed and is not on the platform yet. */

#include "foyer-draft.h"

struct _FoyerDraft
{
  GObject parent_instance;

  FoyerLead *lead;   /* owned */
  FoyerLead *base;   /* owned, nullable */
  GBytes *sent_body; /* owned, nullable */
  gint64 updated;
  gint64 sent;
};

enum
{
  PROP_LEAD = 1,
  PROP_UPDATED,
  PROP_SENT,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (FoyerDraft, foyer_draft, G_TYPE_OBJECT)

static void
foyer_draft_finalize (GObject *object)
{
  FoyerDraft *self = FOYER_DRAFT (object);

  g_clear_object (&self->lead);
  g_clear_object (&self->base);
  g_clear_pointer (&self->sent_body, g_bytes_unref);
  G_OBJECT_CLASS (foyer_draft_parent_class)->finalize (object);
}

static void
foyer_draft_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerDraft *self = FOYER_DRAFT (object);

  switch (prop_id)
    {
    case PROP_LEAD:
      g_value_set_object (value, self->lead);
      break;
    case PROP_UPDATED:
      g_value_set_int64 (value, self->updated);
      break;
    case PROP_SENT:
      g_value_set_int64 (value, self->sent);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_draft_class_init (FoyerDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = foyer_draft_finalize;
  object_class->get_property = foyer_draft_get_property;

  properties[PROP_LEAD] = g_param_spec_object ("lead", NULL, NULL, FOYER_TYPE_LEAD, flags);
  properties[PROP_UPDATED] = g_param_spec_int64 ("updated", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_SENT] = g_param_spec_int64 ("sent", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
foyer_draft_init (FoyerDraft *self)
{
}

/**
 * foyer_draft_new:
 * @lead: what was typed; it is copied
 * @base: (nullable): what it was made from; it is copied
 *
 * Returns: (transfer full): a draft named by the lead's UUID, never sent
 */
FoyerDraft *
foyer_draft_new (FoyerLead *lead, FoyerLead *base)
{
  FoyerDraft *self = g_object_new (FOYER_TYPE_DRAFT, NULL);

  self->lead = foyer_lead_copy (lead);
  self->base = base != NULL ? foyer_lead_copy (base) : NULL;
  return self;
}

const char *
foyer_draft_get_uuid (FoyerDraft *self)
{
  g_return_val_if_fail (FOYER_IS_DRAFT (self), NULL);
  return foyer_lead_get_uuid (self->lead);
}

FoyerLead *
foyer_draft_get_lead (FoyerDraft *self)
{
  g_return_val_if_fail (FOYER_IS_DRAFT (self), NULL);
  return self->lead;
}

FoyerLead *
foyer_draft_get_base (FoyerDraft *self)
{
  g_return_val_if_fail (FOYER_IS_DRAFT (self), NULL);
  return self->base;
}

/**
 * foyer_draft_get_updated:
 *
 * Returns: when it was last typed in, in seconds since 1970 by this desk's clock
 */
gint64
foyer_draft_get_updated (FoyerDraft *self)
{
  g_return_val_if_fail (FOYER_IS_DRAFT (self), 0);
  return self->updated;
}

void
foyer_draft_set_updated (FoyerDraft *self, gint64 updated)
{
  g_return_if_fail (FOYER_IS_DRAFT (self));

  if (self->updated == updated)
    return;
  self->updated = updated;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UPDATED]);
}

/**
 * foyer_draft_get_sent:
 *
 * Returns: the IVVY-Date, in seconds since 1970, of an attempt to send it whose outcome is not known; 0 when there is
 * none
 */
gint64
foyer_draft_get_sent (FoyerDraft *self)
{
  g_return_val_if_fail (FOYER_IS_DRAFT (self), 0);
  return self->sent;
}

/**
 * foyer_draft_get_sent_body:
 *
 * Returns: (nullable) (transfer none): the exact bytes of that attempt
 */
GBytes *
foyer_draft_get_sent_body (FoyerDraft *self)
{
  g_return_val_if_fail (FOYER_IS_DRAFT (self), NULL);
  return self->sent_body;
}

/**
 * foyer_draft_set_sent:
 * @sent: the IVVY-Date in seconds since 1970, 0 when no attempt is open any more
 * @body: (nullable): the exact bytes of the attempt
 */
void
foyer_draft_set_sent (FoyerDraft *self, gint64 sent, GBytes *body)
{
  g_return_if_fail (FOYER_IS_DRAFT (self));

  g_clear_pointer (&self->sent_body, g_bytes_unref);
  self->sent_body = body != NULL ? g_bytes_ref (body) : NULL;
  if (self->sent == sent)
    return;
  self->sent = sent;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SENT]);
}
