/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the widgets of this floor need before the first of them is made. */

#include "foyer-ui.h"

#include "foyer-ui-resources.h"

/**
 * foyer_ui_init:
 *
 * Registers the templates and the style. From a static library nothing would do that by itself: a program without a
 * reference to the resources is linked without them. Call it before the first widget of this floor; more
 * than once does no harm.
 */
void
foyer_ui_init (void)
{
  static gsize registered;

  if (g_once_init_enter (&registered))
    {
      foyer_ui_register_resource ();
      g_once_init_leave (&registered, 1);
    }
}
