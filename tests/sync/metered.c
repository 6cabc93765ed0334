/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network that is paid for by what goes over it, or not. */

#include "metered.h"

#include <gio/gio.h>

typedef struct
{
  GObject parent_instance;
} MeteredMonitor;

typedef GObjectClass MeteredMonitorClass;

enum
{
  PROP_AVAILABLE = 1,
  PROP_METERED,
  PROP_CONNECTIVITY,
};

static gboolean metered;

static void
reach_async (GNetworkMonitor *monitor,
             GSocketConnectable *connectable,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (monitor, cancellable, callback, user_data);

  g_task_return_boolean (task, TRUE);
}

static gboolean
reach_finish (GNetworkMonitor *monitor, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
reach (GNetworkMonitor *monitor, GSocketConnectable *connectable, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

static void
monitor_interface_init (gpointer interface, gpointer data)
{
  GNetworkMonitorInterface *monitor = interface;

  monitor->can_reach = reach;
  monitor->can_reach_async = reach_async;
  monitor->can_reach_finish = reach_finish;
}

static gboolean
init_well (GInitable *initable, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

static void
initable_interface_init (gpointer interface, gpointer data)
{
  ((GInitableIface *) interface)->init = init_well;
}

GType metered_monitor_get_type (void);
G_DEFINE_TYPE_WITH_CODE (MeteredMonitor,
                         metered_monitor,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_interface_init)
                             G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, monitor_interface_init))

static void
metered_monitor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_AVAILABLE:
      g_value_set_boolean (value, TRUE);
      break;
    case PROP_METERED:
      g_value_set_boolean (value, metered);
      break;
    case PROP_CONNECTIVITY:
      g_value_set_enum (value, G_NETWORK_CONNECTIVITY_FULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
metered_monitor_class_init (MeteredMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = metered_monitor_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
metered_monitor_init (MeteredMonitor *self)
{
}

void
metered_install (void)
{
  g_io_extension_point_register (G_NETWORK_MONITOR_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_NETWORK_MONITOR_EXTENSION_POINT_NAME, metered_monitor_get_type (), "metered",
                                  G_MAXINT);
  g_assert_true (G_TYPE_CHECK_INSTANCE_TYPE (g_network_monitor_get_default (), metered_monitor_get_type ()));
}

void
metered_set (gboolean is_metered)
{
  metered = is_metered;
}
